import { type ErrorPlace, MeshsecError } from '../errors.js';

/** What a customer's file may cost at most; each limit has its reason beside it. */
export interface Limits {
  /** Bytes of a file on disk: real questionnaires stay below 5 MiB. */
  inputBytes: number;
  /** Entries of a package: workbooks with thousands of sheets or images exist. */
  entries: number;
  /** Bytes of one part that is read, by what inflating gives; the differ turns them into strings, which may double them. */
  partBytes: number;
  /** Bytes of all parts that are read: the memory promise of 512 MiB. */
  totalBytes: number;
  /** Inflated to compressed size, once a part passes `ratioFromBytes`: deflate can reach 1032:1, real sheets just pass 100:1. */
  ratio: number;
  ratioFromBytes: number;
  /** Nested elements: the deepest real part has about 30. */
  depth: number;
  /** Attributes of one element: the roots of real sheets have about 40. */
  attributes: number;
  /** Cells that hold something, over all sheets: two million take more than the 512 MiB that are promised. */
  cells: number;
  /** Characters of a cell that are read; Excel itself ends at 32,767. */
  cellText: number;
  /** Cells that are looked at for the values of drop-downs, over all of them; a drop-down beyond it is taken for one that cannot be resolved. */
  listCells: number;
}

export const LIMITS: Limits = {
  inputBytes: 50 * 2 ** 20,
  entries: 10_000,
  partBytes: 64 * 2 ** 20,
  totalBytes: 192 * 2 ** 20,
  ratio: 200,
  ratioFromBytes: 2 ** 20,
  depth: 256,
  attributes: 256,
  cells: 1_500_000,
  cellText: 100_000,
  listCells: 2_000_000,
};

/** Bytes for people: "64 MiB", "3.2 KiB". */
export function byteCount(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toFixed(1))} ${units[unit]}`;
}

/** The error for a file that asks for more than a limit allows. */
export function overLimit(what: string, where: ErrorPlace): MeshsecError {
  const hint =
    'Real questionnaires stay far below; open the file in Excel and save the sheets you need in a new file.';
  return new MeshsecError('limit', where.part === undefined ? what : `${where.part}: ${what}`, hint, where);
}

/** The error for a file that is not what the format demands. */
export function damaged(what: string, where: ErrorPlace): MeshsecError {
  const hint = 'Open it in Excel, let Excel repair it and save it, or ask the sender for a new copy.';
  return new MeshsecError('damaged', where.part === undefined ? what : `${where.part}: ${what}`, hint, where);
}
