import type { Verdict } from './knowledge-base.js';
import { sentencesOf } from './sentences.js';
import type { Passage, Section, SourceDocument } from './source-document.js';

/** An entry made from a passage: its words are the answer. */
export interface ProposedEntry {
  id: string;
  question: string;
  verdict?: Verdict;
  answer: string;
  quotes: { source: string; heading: string; anchor: string; quote: string }[];
}

/** What is left of a sentence when its quotes are taken out: a label, as long as it has no more letters than this. */
const LABEL = 15;

/** Entries for all that stands under a heading and that no quote holds yet. */
export function proposeEntries(
  document: SourceDocument,
  quotes: readonly { heading: string; quote: string }[],
  source: string,
  taken: Iterable<string>,
): ProposedEntry[] {
  const ids = new Set(taken);
  return document.sections
    .filter((section) => section.heading !== '')
    .flatMap((section) => {
      const known = quotes.filter(({ heading }) => heading === section.heading).map(({ quote }) => quote);
      const facts = factsOf(section, known);
      const whole = facts.length === 1 && known.length === 0;
      return facts.map((fact, index) => {
        const asked = section.heading.endsWith('?') && known.length === 0 && index === 0;
        const [statement] = sentencesOf(fact.quotes[0] ?? '');
        const id = freeId(fact.label ?? section.heading, ids);
        ids.add(id);
        const polar = asked ? /^(yes|no|ja|nein)\b[,.:]?\s*/i.exec(fact.answer) : null;
        const verdict = polar ? (/^[yj]/i.test(polar[0]) ? 'yes' : 'no') : null;
        return {
          id,
          question: whole || asked ? section.heading : (fact.label ?? statement ?? section.heading),
          ...(verdict === null ? {} : ({ verdict } as const)),
          answer: polar ? capitalised(fact.answer.slice(polar[0].length)) : fact.answer,
          quotes: fact.quotes.map((quote) => ({
            source,
            heading: section.heading,
            anchor: section.anchor,
            quote,
          })),
        };
      });
    });
}

interface Fact {
  label: string | null;
  answer: string;
  quotes: string[];
}

/** Blocks that nothing quotes; a list or code block belongs to the sentence before it. */
function factsOf(section: Section, known: readonly string[]): Fact[] {
  const facts: Fact[] = [];
  const isCovered = coverage(known);
  let previous: Passage | null = null;
  for (const passage of section.passages) {
    const open = sentencesOf(passage.text).filter((sentence) => !isCovered(sentence));
    const all = open.length === sentencesOf(passage.text).length;
    const last = facts.at(-1);
    const belongs = passage.kind !== 'paragraph' && previous !== null && last?.quotes.length;
    if (
      open.length > 0 &&
      belongs &&
      last &&
      (previous?.kind !== 'paragraph' || /:$|\.$/.test(previous.text))
    ) {
      last.quotes.push(all ? passage.text : open.join(' '));
      last.answer += `${passage.kind === 'item' ? '; ' : ' '}${all ? passage.withLinks : open.join(' ')}`;
    } else if (open.length > 0) {
      const label =
        passage.label !== null && passage.label.length < passage.text.length ? passage.label : null;
      facts.push({
        label,
        answer: all ? passage.withLinks : open.join(' '),
        quotes: [all ? passage.text : open.join(' ')],
      });
    }
    previous = open.length > 0 ? passage : null;
  }
  // "As follows:; one; two" reads as "As follows: one; two".
  return facts.map((fact) => ({ ...fact, answer: fact.answer.replace(/([:.!?]); /g, '$1 ') }));
}

/** Tells whether quotes hold a sentence, but for a label in front of it. */
function coverage(quotes: readonly string[]): (sentence: string) => boolean {
  const parts = quotes.flatMap((quote) => [quote, ...sentencesOf(quote)]).sort((a, b) => b.length - a.length);
  return (sentence) => {
    if (quotes.some((quote) => quote.includes(sentence))) return true;
    const left = parts.reduce((rest, part) => rest.replace(part, ''), sentence);
    return left !== sentence && left.replace(/[^\p{L}\p{N}]/gu, '').length <= LABEL;
  };
}

/** An id of the telling words of a title, that is not taken. */
export function freeId(title: string, taken: ReadonlySet<string>): string {
  const words =
    title
      .toLowerCase()
      .normalize('NFKD')
      .match(/[a-z0-9]+/g) ?? [];
  const short = words.filter((word) => word.length > 3 && !COMMON.has(word)).slice(0, 4);
  const base = (short.length > 0 ? short : words.slice(0, 4)).join('-') || 'entry';
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Words that say nothing in an id. */
const COMMON = new Set(
  'does have what which where when with your that this from will there their ours about into'.split(' '),
);

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
