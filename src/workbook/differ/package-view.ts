import { posix } from 'node:path';
import { type Archive, type ArchiveEntry, readArchive, readEntryBytes } from '../archive.js';
import { refuseOtherKinds } from '../file-kind.js';
import { damaged, type Limits } from '../limits.js';
import { printable } from '../printable.js';
import { decodeXml } from '../xml-text.js';
import { readXml, type SpineVisitor } from './xml-node.js';

/** A package as the differ sees it: which part is what, found through its relationships. */
export interface PackageView {
  archive: Archive;
  workbook: string;
  /** Part name in lower case -> name of the sheet. */
  sheets: ReadonlyMap<string, string>;
  strings: string | null;
  styles: string | null;
}

/** Reads the directory of a package and who is who in it. */
export function viewPackage(bytes: Uint8Array, file: string, limits: Limits): PackageView {
  refuseOtherKinds(bytes, file);
  const archive = readArchive(bytes, file, limits);
  const workbook = linksOf(archive, '').find((link) => link.type === 'officeDocument')?.target;
  if (workbook === undefined) throw damaged('the package has no workbook', { file });
  const links = linksOf(archive, workbook);
  const target = (type: string) => links.find((link) => link.type === type)?.target.toLowerCase() ?? null;
  const sheets = new Map<string, string>();
  readPart(archive, workbook, {
    spine: ['workbook', 'sheets'],
    enter() {},
    unit(node, parent) {
      if (parent.local !== 'sheets') return;
      const id = [...node.attributes].find(([name]) => name.endsWith('}id'))?.[1];
      const part = links.find((link) => link.id === id && link.type === 'worksheet')?.target;
      if (part !== undefined) sheets.set(part.toLowerCase(), node.attributes.get('name') ?? '');
    },
  });
  return {
    archive,
    workbook: workbook.toLowerCase(),
    sheets,
    strings: target('sharedStrings'),
    styles: target('styles'),
  };
}

function linksOf(archive: Archive, part: string): { id: string; type: string; target: string }[] {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const links: { id: string; type: string; target: string }[] = [];
  if (archive.find(name) === undefined) return links;
  readPart(archive, name, {
    spine: ['Relationships'],
    enter() {},
    unit({ attributes }) {
      const written = (attributes.get('Target') ?? '').replaceAll('\\', '/').replace(/#.*$/, '');
      const path = posix.normalize(written.startsWith('/') ? written : posix.join('/', folder, written));
      const target = archive.find(path.slice(1)) ? path.slice(1) : withoutEscapes(path.slice(1));
      const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? '';
      links.push({ id: attributes.get('Id') ?? '', type, target });
    },
  });
  return links;
}

/** Targets are URIs: `My%20Sheet.xml`; entries are named so, or as it reads. */
function withoutEscapes(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

/** The text of an XML part of the package. */
export function partText(archive: Archive, name: string): string {
  const entry = archive.find(name);
  const place = { file: archive.file, part: printable(name) };
  if (entry === undefined) throw damaged('this part of the package is missing', place);
  return decodeXml(readEntryBytes(archive, entry), place.file, place.part).bytes.toString('utf8');
}

/** Reads an XML part of the package. */
export function readPart(archive: Archive, name: string, visitor: SpineVisitor): void {
  readXml(partText(archive, name), { file: archive.file, part: printable(name) }, visitor);
}

/** True where both entries hold the same bytes; what is stored alike is not inflated. */
export function sameContent(a: Archive, entryA: ArchiveEntry, b: Archive, entryB: ArchiveEntry): boolean {
  if (entryA.crc !== entryB.crc || entryA.size !== entryB.size) return false;
  const packedA = a.bytes.subarray(entryA.dataStart, entryA.dataEnd);
  const packedB = b.bytes.subarray(entryB.dataStart, entryB.dataEnd);
  if (entryA.method === entryB.method && packedA.equals(packedB)) return true;
  return readEntryBytes(a, entryA).equals(readEntryBytes(b, entryB));
}
