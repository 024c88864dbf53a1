import { beforeAll, describe, expect, it } from 'vitest';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { createMatcher, type Matcher } from '../../src/matching/matcher.js';

let matcher: Matcher;
beforeAll(async () => {
  matcher = createMatcher(await loadKnowledgeBase([defaultKnowledgeBasePath()]));
});

const idsOf = (query: string) => matcher.search(query, 3).map(({ entry }) => entry.id);

/** What people type, and the entry that must come first. */
const QUERIES: readonly (readonly [kind: string, entry: string, queries: readonly string[]])[] = [
  ['acronyms', 'mfa', ['mfa', '2fa', 'MFA']],
  ['acronyms', 'sso', ['sso', 'SSO']],
  ['acronyms', 'k8s-sec', ['k8s']],
  ['acronyms', 'gdpr', ['gdpr', 'dsgvo']],
  ['acronyms', 'sso-idp', ['idp', 'azure ad', 'entra id', 'active directory']],
  ['acronyms', 'ddos', ['ddos', 'dos']],
  ['acronyms', 'sdlc', ['sdlc', 'secure development']],
  ['acronyms', 'incident-team', ['csirt', 'incident', 'vorfall', 'incident response']],
  ['one word', 'encryption', ['encryption', 'encrypt', 'verschlüsselung']],
  ['a phrase of the answer', 'enc-rest', ['hard disk encryption']],
  ['one word', 'backup', ['backup', 'backups', 'datensicherung', 'sicherung']],
  ['one word', 'hosting', ['hosting', 'hosted', 'google cloud', 'gcp']],
  ['one word', 'deletion', ['delete', 'deletion', 'löschung', 'Kundendaten löschen']],
  ['one word', 'location', ['region', 'data residency', 'where is data stored', 'Wo liegen die Daten']],
  ['one word', 'dc-locations', ['data center', 'rechenzentrum']],
  ['one word', 'isolation', ['mandantentrennung', 'tenant', 'isolation']],
  ['one word', 'cred-enc', ['credentials', 'secrets', 'asymmetric']],
  ['one word', 'archiving', ['archive']],
  ['one word', 'sec-groups', ['firewall', 'security groups']],
  ['one word', 'cust-pentest', ['pentest', 'pen test', 'penetration test']],
  ['one word', 'subproc', ['subprocessor', 'sub-processors', 'drittanbieter', 'Unterauftragnehmer']],
  ['topics', 'pii', ['personal data', 'personenbezogene daten', 'last login date', 'pers. Daten']],
  ['topics', 'staff-access', ['staff access', 'employee access']],
  ['topics', 'support-access', ['support access', 'Wer hat Zugriff']],
  ['topics', 'enc-rest', ['verschluesselung at rest', 'encryption at rest']],
  ['topics', 'net-dedicated', ['virtual network', 'dedicated network']],
  ['topics', 'hosting-geo', ['EU hosting']],
  ['topics', 'ism-changes', ['major changes']],
  ['topics', 'gdpr-articles', ['GDPR article 28']],
  ['topics', 'euid', ['external user identifier']],
  ['topics', 'iso27001', ['iso', 'iso 27001', 'zertifizierung', 'zertifikat', 'iso27001 certificate']],
  ['names', 'slack', ['slack']],
  ['names', 'clickup', ['clickup', 'ticket system']],
  ['names', 'github', ['github']],
  ['names', 'canny', ['canny']],
  ['names', 'slack-contact', ['address of slack']],
  ['names', 'iso-scope', ['iso scope', 'iso-scope']],
  ['slips', 'mfa', ['mutli factor', 'authetication', 'two step login', 'zwei faktor']],
  ['slips', 'encryption', ['encrytion', 'encypted data']],
  ['slips', 'backup', ['bakcup']],
  ['slips', 'k8s-sec', ['kubernets']],
  ['slips', 'cust-pentest', ['pentets']],
  ['beginnings', 'k8s-sec', ['kuber']],
  ['beginnings', 'cust-pentest', ['pentes']],
  ['beginnings', 'backup', ['backu']],
  ['beginnings', 'iso27001', ['certif']],
  ['beginnings', 'subproc', ['sub']],
  ['beginnings', 'mfa', ['authenticator']],
];

describe('search', () => {
  it.each(QUERIES.flatMap(([kind, entry, queries]) => queries.map((query) => [kind, query, entry] as const)))(
    '%s: "%s" finds %s first',
    (_, query, entry) => {
      expect(idsOf(query)[0]).toBe(entry);
    },
  );

  it.each(['qwertzuiop', 'hubspot', 'okta', 'oidc', 'data processing agreement'])(
    'finds nothing rather than anything for "%s"',
    (query) => {
      expect(idsOf(query)).toEqual([]);
    },
  );

  it.each([
    ['mfa', 'is named "mfa"'],
    ['2fa', 'speaks about multi-factor authentication'],
    ['EU hosting', 'speaks about the EU, hosting'],
    ['kuber', 'reads like "kuber"'],
  ])('says why: %s', (query, why) => {
    expect(matcher.search(query, 1)[0]?.why).toBe(why);
  });

  it('is surest of the first, and certain of none', () => {
    for (const query of ['encryption', 'slack', 'kuber', 'staff access']) {
      const confidences = matcher.search(query, 8).map(({ confidence }) => confidence);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      for (const confidence of confidences) expect(confidence > 0 && confidence < 1).toBe(true);
    }
  });
});
