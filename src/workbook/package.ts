import { posix } from 'node:path';
import { type Archive, type ArchiveEntry, readEntryBytes } from './archive.js';
import { damaged } from './limits.js';
import { printable } from './printable.js';
import { walkXml, type XmlVisitor } from './xml.js';
import { decodeXml, type XmlText } from './xml-text.js';

/** A link from one part to another (OPC, ECMA-376 part 2, 6.5). */
export interface Relationship {
  id: string;
  /** Last segment of the type: "worksheet", "sharedStrings"; the same for strict and transitional. */
  type: string;
  /** Name of the target part without leading slash; for external targets, as written. */
  target: string;
  external: boolean;
}

/** The part's XML; undefined where the package has no such part. */
export function readXmlPart(archive: Archive, name: string): XmlText | undefined {
  const entry = archive.find(name);
  return entry === undefined ? undefined : decodeEntry(archive, entry);
}

/** Parts that are read for the sheets and again for a patch are kept; what is beyond this sum is inflated twice. */
const KEPT_BYTES = 48 * 2 ** 20;
const kept = new WeakMap<ArchiveEntry, XmlText>();

function decodeEntry(archive: Archive, entry: ArchiveEntry): XmlText {
  const known = kept.get(entry);
  if (known !== undefined) return known;
  const xml = decodeXml(readEntryBytes(archive, entry), archive.file, printable(entry.name));
  if (archive.spent.bytes <= KEPT_BYTES) kept.set(entry, xml);
  return xml;
}

/** The part's XML; an error where the package has no such part. */
export function needXmlPart(archive: Archive, name: string): XmlText {
  const part = readXmlPart(archive, name);
  if (part === undefined) {
    throw damaged('this part of the package is missing', { file: archive.file, part: printable(name) });
  }
  return part;
}

/** Walks the XML of a part; errors name file and part. */
export function walkPart(archive: Archive, name: string, bytes: Buffer, visitor: XmlVisitor): void {
  walkXml(bytes, visitor, { file: archive.file, part: printable(name) }, archive.limits);
}

/** Name of the relationships part that belongs to a part; the package's own for the empty name. */
export function relationshipsPart(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** The relationships of a part, in order; none where it has no relationships part. */
export function relationshipsOf(archive: Archive, part: string): Relationship[] {
  const name = relationshipsPart(part);
  const xml = readXmlPart(archive, name);
  const found: Relationship[] = [];
  if (xml === undefined) return found;
  walkPart(archive, name, xml.bytes, {
    open(tag) {
      if (tag.name.key !== 'rel:Relationship') return;
      const target = tag.attribute('Target') ?? '';
      const external = tag.attribute('TargetMode') === 'External';
      found.push({
        id: tag.attribute('Id') ?? '',
        type: (tag.attribute('Type') ?? '').split('/').at(-1) ?? '',
        target: external ? target : partName(archive, part, target),
        external,
      });
    },
    close() {},
  });
  return found;
}

/** Targets are relative to the part that links; they only ever select an entry of the package. */
function partName(archive: Archive, from: string, target: string): string {
  const path = target.replaceAll('\\', '/').replace(/#.*$/, '');
  const joined = path.startsWith('/') ? path : posix.join('/', posix.dirname(from), path);
  const name = posix.normalize(joined).slice(1);
  // An entry is named as the target is written (OPC, 6.2.2.3: "My%20Sheet.xml"), or, by other writers, as it reads.
  if (archive.find(name) !== undefined) return name;
  try {
    return decodeURI(name);
  } catch {
    return name;
  }
}
