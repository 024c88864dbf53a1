import type { Sheet } from './sheet.js';

/** A customer's workbook, read once: sheets as plain data, and the package it came from. */
export interface Workbook {
  /** Name for messages, usually the path as the user gave it. */
  readonly name: string;
  readonly sheets: readonly Sheet[];
  readonly hasMacros: boolean;
  /** The package carries a digital signature that any change invalidates. */
  readonly signed: boolean;
  readonly hasFormulas: boolean;
}
