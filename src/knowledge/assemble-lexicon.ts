import type { Concept, ConceptKind, Lexicon } from './lexicon.js';
import type { LanguageDocument } from './read-files.js';
import type { Report } from './report-finding.js';
import { placeAt } from './yaml-file.js';

/** How much an unexplained mention counts where the concept does not say. */
const WEIGHT: Readonly<Record<ConceptKind, number>> = {
  topic: 1,
  facet: 1,
  context: 0.5,
  name: 1,
  weak: 0,
  polarity: 0,
};

/** Joins language files; a later file adds forms to a concept of an earlier one, and may not change its kind. */
export function assembleLexicon(
  documents: readonly LanguageDocument[],
  report: Report,
): { lexicon: Lexicon } {
  const concepts = new Map<string, Concept>();
  for (const { yaml, value, within } of documents) {
    for (const [id, fields] of Object.entries(value.concepts ?? {})) {
      const known = concepts.get(id);
      if (known && known.kind !== fields.kind) {
        const place = placeAt(yaml, [...within, 'concepts'], id);
        report(
          'concept-duplicate',
          `concept "${id}" is a ${known.kind} elsewhere, not a ${fields.kind}`,
          place,
        );
      }
      concepts.set(id, {
        id,
        kind: fields.kind,
        weight: fields.weight ?? known?.weight ?? WEIGHT[fields.kind],
        label: fields.label,
        forms: unique([...(known?.forms ?? []), ...(fields.forms ?? [])]),
        german: unique([...(known?.german ?? []), ...(fields.german ?? [])]),
        ambiguous: unique([...(known?.ambiguous ?? []), ...(fields.ambiguous ?? [])]),
      });
    }
  }
  checkConcepts(documents, concepts, report);
  const frequencies = documents.findLast((document) => document.frequencies)?.frequencies;
  return {
    lexicon: {
      concepts: [...concepts.values()],
      derived: documents.flatMap(({ value }) =>
        (value.derived ?? []).map((rule) => ({ ...rule, not: rule.not ?? [] })),
      ),
      related: documents.flatMap(({ value }) => value.related ?? []),
      stop: unique(documents.flatMap(({ value }) => value.stop ?? [])),
      glue: unique(documents.flatMap(({ value }) => value.glue ?? [])),
      specific: unique(documents.flatMap(({ value }) => value.specific ?? [])),
      translations: Object.assign({}, ...documents.map(({ value }) => value.translations ?? {})),
      frequencies: frequencies ?? { rows: 0, of: new Map() },
    },
  };
}

function checkConcepts(
  documents: readonly LanguageDocument[],
  concepts: ReadonlyMap<string, Concept>,
  report: Report,
): void {
  for (const { yaml, value, within } of documents) {
    for (const [index, rule] of (value.derived ?? []).entries()) {
      for (const id of [rule.concept, ...rule.all, ...(rule.not ?? [])]) {
        if (!concepts.has(id))
          report('concept-unknown', `unknown concept "${id}"`, placeAt(yaml, [...within, 'derived', index]));
      }
    }
    for (const [index, group] of (value.related ?? []).entries()) {
      for (const id of group) {
        if (!concepts.has(id))
          report('concept-unknown', `unknown concept "${id}"`, placeAt(yaml, [...within, 'related', index]));
      }
    }
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
