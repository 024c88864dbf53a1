/** The short answer, before it is put into a sheet's own words. */
export type Verdict = 'yes' | 'no' | 'partial' | 'na';
