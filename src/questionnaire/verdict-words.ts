import { fold } from './folded-text.js';
import type { Verdict } from './vocabulary.js';

/**
 * Words that mean a verdict and nothing more, plainest first; the first word of a list that a sheet allows is
 * the one it gets. Whole values only: "Yes, we did it once" says more than yes and is no verdict.
 */
const WORDS: Readonly<Record<Verdict, readonly string[]>> = {
  yes: [
    'yes',
    'ja',
    'oui',
    'si',
    'y',
    'true',
    'wahr',
    'vrai',
    'verdadero',
    'fully implemented',
    'fully compliant',
    'fully met',
    'fully',
    'full',
    'implemented',
    'compliant',
    'comply',
    'complies',
    'conformant',
    'conforms',
    'conform',
    'in compliance',
    'full compliance',
    'full compliant',
    'meets',
    'met',
    'meets requirement',
    'in place',
    'satisfied',
    'fulfilled',
    'achieved',
    'available',
    'supported',
    'pass',
    'passed',
    'effective',
    'confirmed',
    'agreed',
    'agree',
    'accepted',
    'affirmative',
    'done',
    'completed',
    'erfullt',
    'vollstandig erfullt',
    'voll erfullt',
    'umgesetzt',
    'vollstandig umgesetzt',
    'voll umgesetzt',
    'vorhanden',
    'konform',
    'trifft zu',
    'zutreffend',
    'bestatigt',
    'zugesichert',
    'zustimmung',
    'eingehalten',
    'wird erfullt',
    'conforme',
    'totalement conforme',
    'mis en oeuvre',
    'mis en place',
    'en place',
    'succes',
    'realise',
    'cumple',
    'cumplido',
    'implementado',
    'totalmente implementado',
    'cumple totalmente',
    '是',
    '有',
    '符合',
    'はい',
    '適合',
  ],
  partial: [
    'partial',
    'partially',
    'partly',
    'teilweise',
    'partiel',
    'partiellement',
    'parcial',
    'parcialmente',
    'in part',
    'partial yes',
    'partially implemented',
    'partially compliant',
    'partial compliance',
    'partial compliant',
    'partially met',
    'partially in place',
    'partially effective',
    'partly compliant',
    'partly implemented',
    'partly met',
    'somewhat',
    'teilweise erfullt',
    'teilweise umgesetzt',
    'teils',
    'zum teil',
    'bedingt',
    'teilweise konform',
    'partiellement conforme',
    'partiellement mis en oeuvre',
    'en partie',
    'cumple parcialmente',
    'parcialmente implementado',
    '部分',
    '部分符合',
    '一部',
  ],
  no: [
    'no',
    'nein',
    'non',
    'n',
    'false',
    'falsch',
    'faux',
    'falso',
    'not implemented',
    'non-compliant',
    'non compliant',
    'noncompliant',
    'not compliant',
    'does not comply',
    'not met',
    'not in place',
    'not available',
    'not supported',
    'not fulfilled',
    'not satisfied',
    'not achieved',
    'non-conformant',
    'non conformant',
    'fail',
    'failed',
    'not effective',
    'ineffective',
    'no compliance',
    'not conform',
    'none',
    'disagree',
    'not agreed',
    'declined',
    'nicht erfullt',
    'nicht umgesetzt',
    'nicht vorhanden',
    'nicht konform',
    'trifft nicht zu',
    'nicht zutreffend erfullt',
    'wird nicht erfullt',
    'non conforme',
    'non mis en oeuvre',
    'pas en place',
    'echec',
    'non realise',
    'no cumple',
    'no implementado',
    'no cumplido',
    '否',
    '无',
    '不符合',
    'いいえ',
    '不適合',
  ],
  na: [
    'n/a',
    'na',
    'n.a.',
    'n.a',
    'not applicable',
    'non applicable',
    'not relevant',
    'not required',
    'n / a',
    'nicht anwendbar',
    'nicht relevant',
    'entfallt',
    'entbehrlich',
    'nicht zutreffend',
    'nicht erforderlich',
    'k.a. / n.a.',
    'nicht zutr.',
    's/o',
    'sans objet',
    "ne s'applique pas",
    'no aplica',
    'no aplicable',
    'n.v.t.',
    '不适用',
    '不適用',
    '該当なし',
    '対象外',
  ],
};

/** Letters that stand for verdicts where they stand together: "C/PC/NC", "Y/N/NA". A set fits when it knows every code asked for. */
const CODE_SETS: readonly Readonly<Record<string, Verdict>>[] = [
  { y: 'yes', n: 'no', p: 'partial', na: 'na', 'n/a': 'na' },
  { j: 'yes', n: 'no', t: 'partial', na: 'na', 'n/a': 'na', 'n.a.': 'na', e: 'na' },
  { o: 'yes', n: 'no', p: 'partial', na: 'na', 'n/a': 'na', 's/o': 'na', so: 'na' },
  { s: 'yes', n: 'no', p: 'partial', na: 'na', 'n/a': 'na' },
  { c: 'yes', pc: 'partial', nc: 'no', na: 'na', 'n/a': 'na', n: 'no', p: 'partial' },
  { fc: 'yes', pc: 'partial', nc: 'no', na: 'na', 'n/a': 'na' },
  { fi: 'yes', pi: 'partial', ni: 'no', na: 'na', 'n/a': 'na' },
  { i: 'yes', pi: 'partial', ni: 'no', na: 'na', 'n/a': 'na' },
  { m: 'yes', pm: 'partial', nm: 'no', na: 'na', 'n/a': 'na' },
  { e: 'yes', p: 'partial', n: 'no', na: 'na', 'n/a': 'na' },
];

const VERDICTS: ReadonlyMap<string, { verdict: Verdict; rank: number }> = new Map(
  (Object.keys(WORDS) as Verdict[]).flatMap((verdict) =>
    WORDS[verdict].map((word, rank) => [word, { verdict, rank }] as const),
  ),
);

/** "1) Yes", "a. Yes", "2 - No": the numbering of a list is no part of its word. */
function withoutNumbering(folded: string): string {
  return folded.replace(/^(\(?\d{1,2}|\(?[a-h])\s*[).:–-]\s*(?=\p{L}{2})/u, '');
}

function lookUp(folded: string): { verdict: Verdict; rank: number } | null {
  const plain = folded.replace(/^[[("'✓✔✗✘❌✅\s]+|[\])"'.!;,✓✔✗✘❌✅\s]+$/gu, '');
  return VERDICTS.get(folded) ?? VERDICTS.get(plain) ?? null;
}

/** No verdict word, doubled or numbered, is longer. */
const LONGEST_VALUE = 48;

/** Verdict of a whole value with the plainness of its word (0 is plainest), or null. */
export function rankedVerdict(value: string): { verdict: Verdict; rank: number } | null {
  if (value.length > LONGEST_VALUE) return null;
  const folded = withoutNumbering(fold(value));
  const direct = lookUp(folded);
  if (direct) return direct;
  // "Y - Yes", "Yes (Y)", "C: compliant", "Yes / Ja": every half says the same.
  const halves = folded
    .split(/\s*[-–:=/(|]\s*/)
    .filter((half) => half !== '')
    .map((half) => half.replace(/\)$/, ''));
  if (halves.length !== 2) return null;
  const [left, right] = halves.map((half) => lookUp(half));
  if (left && right) return left.verdict === right.verdict ? left : null;
  const code = halves.find((half) => half.length <= 2);
  const word = left ?? right;
  return word && code && CODE_SETS.some((set) => set[code] === word.verdict) ? word : null;
}

/** Verdict of a whole value ("Ja", "n/a", "Fully implemented"), or null where it says more, less or something else. */
export function verdictOfWord(value: string): Verdict | null {
  return rankedVerdict(value)?.verdict ?? null;
}

/** Verdicts of codes that stand together, or null where no set knows them all. At least two codes. */
export function verdictsOfCodes(codes: readonly string[]): readonly (Verdict | null)[] | null {
  if (codes.length < 2) return null;
  const folded = codes.map((code) => fold(code).replace(/\.$/, ''));
  const set = CODE_SETS.find((candidate) => folded.every((code) => candidate[code] !== undefined));
  return set ? folded.map((code) => set[code] ?? null) : null;
}
