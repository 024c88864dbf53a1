import type { FindingCode, Place } from './finding.js';

/** Tells a problem of a knowledge base; `entry` is the id of the entry it concerns. */
export type Report = (code: FindingCode, message: string, place: Place, entry?: string | null) => void;
