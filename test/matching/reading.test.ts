import { beforeAll, describe, expect, it } from 'vitest';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { createReader, type Reader } from '../../src/matching/reading.js';
import { makeWordTables } from '../../src/matching/vocabulary.js';

let reader: Reader;
beforeAll(async () => {
  const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
  reader = createReader(base.lexicon, makeWordTables(base));
});

const keys = (text: string) => reader.read(text, null).units.map(({ key }) => key);

describe('German words are read as their English counterparts', () => {
  it.each([
    ['Welche Bedrohungen kennen Sie?', 'Which threats do you know?', 'w:threat'],
    ['Sind die Auswirkungen abgeschätzt?', 'Is the impact estimated?', 'w:impact'],
    ['Wie oft tagt der Kreis der Anspruchsgruppen?', 'How often do the stakeholders meet?', 'w:stakehold'],
  ])('%s', (german, english, key) => {
    expect(keys(german)).toContain(key);
    expect(keys(english)).toContain(key);
  });

  it('in German text only', () => {
    expect(keys('Is the Bedrohung known to you?')).not.toContain('w:threat');
  });

  it('keeping the word as written for people', () => {
    expect(reader.read('Welche Bedrohungen kennen Sie?', null).byKey.get('w:threat')?.label).toBe(
      'Bedrohungen',
    );
  });
});
