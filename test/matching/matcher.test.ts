import { beforeAll, describe, expect, it } from 'vitest';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import type { MatchQuestion } from '../../src/matching/match.js';
import { createMatcher, type Matcher } from '../../src/matching/matcher.js';

let matcher: Matcher;
beforeAll(async () => {
  matcher = createMatcher(await loadKnowledgeBase([defaultKnowledgeBasePath()]));
});

function question(text: string): MatchQuestion {
  return { text, parts: [text], section: null, sheet: null, context: null };
}

describe('search', () => {
  it.each(['MFA', '2FA', 'two-factor', 'multi factor', 'Zwei-Faktor', 'mutli-factor'])(
    '%s finds multi-factor authentication first',
    (query) => {
      expect(matcher.search(query, 3)[0]?.entry.id).toBe(matcher.search('MFA', 1)[0]?.entry.id);
      expect(matcher.search(query, 3)[0]?.entry.id).toMatch(/mfa/);
    },
  );

  it('finds nothing for what no entry speaks of', () => {
    expect(matcher.search('qwertzuiop', 3)).toEqual([]);
  });
});

describe('matchAll', () => {
  it.each([
    ['Is customer data encrypted at rest?', 'enc-rest', 'yes'],
    ['Does meshStack support MFA?', 'mfa', 'yes'],
    ['Are you certified against ISO/IEC 27001:2022?', 'iso27001', 'yes'],
    ['Sind Sie nach ISO 27001 zertifiziert?', 'iso27001', 'yes'],
  ])('%s', (text, entry, verdict) => {
    const [match] = matcher.matchAll([question(text)]);
    expect(match?.status).toBe('answered');
    expect(match?.entries.map(({ id }) => id)).toContain(entry);
    expect(match?.verdict).toBe(verdict);
  });

  it.each([
    'How often are encryption keys rotated?',
    'Do you hold a SOC 2 Type II report?',
    'Is customer data encrypted at rest with AES-256?',
    'Do you carry cyber insurance?',
    'Are backups tested at least annually?',
  ])('never answers what the source does not say: %s', (text) => {
    const [match] = matcher.matchAll([question(text)]);
    expect(match?.status).not.toBe('answered');
    expect(match?.verdict).toBeNull();
    expect(match?.reason).not.toBe('');
  });

  it.each([
    'Is support of the product left outside the scope of your ISO 27001 certificate?',
    'Is the scope of your ISO 27001 certificate limited to development?',
    'Is our data deleted on request, even if the law obliges you to archive it?',
    'Secrets of our cloud accounts are saved in open text.',
  ])('gives no Yes where a word bends the sense: %s', (text) => {
    const [match] = matcher.matchAll([question(text)]);
    expect(match?.verdict).not.toBe('yes');
  });

  it('a catchword takes no No', () => {
    const [match] = matcher.matchAll([question('Vendor hosting regions')]);
    expect(match?.verdict).toBeNull();
  });

  it('a row that hangs on the one above is not answered by what answers that one', () => {
    const context = 'Which formalities come before a penetration test of ours?';
    const [match] = matcher.matchAll([{ ...question('Is that decided by you?'), context }]);
    expect(match?.status).not.toBe('answered');
  });

  it('a row that hangs on the one above is answered where it names what is asked of it', () => {
    const context = 'Do you store customer data in the cloud?';
    const [match] = matcher.matchAll([{ ...question('Is it encrypted at rest?'), context }]);
    expect(match?.status).toBe('answered');
  });

  it('gives the same matches for the same questions', () => {
    const questions = ['Is data encrypted in transit?', 'Do you test restores?'].map(question);
    expect(matcher.matchAll(questions)).toEqual(matcher.matchAll(questions));
  });

  it('a request for reasons that stands in many rows is no question of its own', () => {
    const rows = [
      'Is data encrypted at rest?',
      'Do you test restores?',
      'Is there a SOC 2 report?',
      'Are visitors escorted?',
    ];
    const more = ['Do you have insurance?', 'Is there a CISO?', 'Who audits you?', 'Is staff screened?'];
    const reason = 'Please motivate your answer.';
    const [match] = matcher.matchAll(
      [...rows, ...more].map((text) => ({ ...question(`${text} ${reason}`), parts: [text, reason] })),
    );
    expect(match?.status).toBe('answered');
  });

  it('a cell with several questions is answered only if each of them is', () => {
    const parts = ['Is data encrypted at rest?', 'How often are the keys rotated?'];
    const [match] = matcher.matchAll([{ ...question(parts.join(' ')), parts }]);
    expect(match?.status).toBe('review');
  });
});
