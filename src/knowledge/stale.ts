import type { Section } from './source-document.js';

/** One quote of an entry: as the answer was approved for it, and as it stands now; '' where it is gone. */
export interface StalePair {
  was: string;
  now: string;
}

/** What became of a quote. */
export interface QuoteChange {
  kind: 'same' | 'moved' | 'reworded' | 'stale' | 'gone';
  quote: string;
  section: Section | null;
}

/** Takes the `stale` field apart; several quotes stand in it line by line. */
export function readStale(stale: { was: string; now: string | null } | null): StalePair[] {
  if (stale === null) return [];
  const now = stale.now?.split('\n') ?? [];
  return stale.was.split('\n').map((was, index) => ({ was, now: now[index] ?? '' }));
}

/** Carries a change into the stale marks of an entry; `news` where the marks change. */
export function markStale(
  pairs: readonly StalePair[],
  quote: string,
  change: QuoteChange,
): { pairs: StalePair[]; news: boolean; restored: boolean } {
  const gone = pairs.find((pair) => pair.was === quote && pair.now === '');
  const changed = pairs.find((pair) => pair.now === quote);
  const known = changed ?? gone;
  const rest = pairs.filter((pair) => pair !== known);
  const keep = { pairs: [...pairs], news: false, restored: false };
  switch (change.kind) {
    case 'same':
    case 'moved':
      return gone ? { pairs: rest, news: true, restored: true } : keep;
    case 'reworded':
      return known
        ? { pairs: [...rest, { ...known, now: change.quote }], news: true, restored: false }
        : keep;
    case 'gone':
      if (gone) return keep;
      return { pairs: [...rest, { was: quote, now: '' }], news: true, restored: false };
    case 'stale': {
      const was = known?.was ?? quote;
      const restored = was === change.quote;
      return { pairs: restored ? rest : [...rest, { was, now: change.quote }], news: true, restored };
    }
  }
}
