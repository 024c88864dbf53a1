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

describe('clauses that say why or what for', () => {
  it.each([
    ['reason first', 'Da wir Zertifikate Dritter heranziehen dürfen: Sind Sie zertifiziert?', 'dürfen'],
    ['purpose first', 'Um die Prüfung planen zu können, nennen Sie Ihre Dienstleister.', 'planen'],
    ['comment', 'Wird, was wir freigeben müssten, die E-Mail-Adresse übertragen?', 'freigeben'],
    ['consequence', 'Are we told of changes, so that we can adapt our forecast?', 'forecast'],
    ['reason last', 'Are data sent in clear text because networks are trusted?', 'trusted'],
  ])('are context: %s', (_, text, word) => {
    const { words, places } = reader.read(text, null);
    const at = words.indexOf(word.replace('ü', 'ue'));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(places[at]).toBe('context');
    expect(places).toContain('ask');
  });
});

describe("the customer's people", () => {
  it.each([
    ['Do you store data of our employees?', false],
    ['Do your employees have access to our data?', true],
    ['Können sich die Beschäftigten der Stadt anmelden?', false],
  ])('are no staff of the vendor: %s', (text, staff) => {
    expect(keys(text).includes('c:staff')).toBe(staff);
  });
});

describe('words of everyday language carry no topic', () => {
  it.each([
    'Is there nevertheless, notwithstanding the foregoing, anything whatsoever to begin with?',
    'Inwiefern ist dies dennoch gegebenenfalls ebenso bei jeglicher derartigen Sache oder gar irgendwo der Fall?',
  ])('%s', (text) => {
    const kinds = reader.read(text, null).units.map(({ kind }) => kind);
    expect(kinds).not.toContain('rare');
  });
});
