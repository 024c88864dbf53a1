/** Words before a full stop that end no sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|approx|incl|resp|vs|no|nr|art|sec|abs|ca|bzw|usw|inkl|evtl|ggf|z\. ?b|d\. ?h|u\. ?a|dr|mr|ms|st)|\b\p{Lu})\.$/iu;

/** Splits text into sentences; abbreviations and numbered articles stay whole. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    open += segment;
    const words = open.trimEnd();
    const unfinished = ABBREVIATION.test(words) && !/\betc\.$/i.test(words);
    if (unfinished || !/[.!?:]["'”’)]*$/.test(words)) continue;
    sentences.push(words.trim());
    open = '';
  }
  if (open.trim() !== '') sentences.push(open.trim());
  return sentences;
}
