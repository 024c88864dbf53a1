import { MeshsecError } from '../errors.js';
import type { Archive } from './archive.js';
import { damaged } from './limits.js';
import { needXmlPart, type Relationship, relationshipsOf, walkPart } from './package.js';
import { printable } from './printable.js';
import type { Sheet } from './sheet.js';

/** A worksheet as the workbook part lists it. */
export interface SheetEntry {
  name: string;
  position: number;
  visibility: Sheet['visibility'];
  part: string;
}

/** What the workbook part says, and where in the package the rest is. */
export interface WorkbookPart {
  part: string;
  sheets: SheetEntry[];
  stringsPart: string | undefined;
  stylesPart: string | undefined;
  /** Defined names in lower case: of the workbook, and of single sheets by position. */
  names: ReadonlyMap<string, string>;
  sheetNames: ReadonlyMap<number, ReadonlyMap<string, string>>;
  hasMacros: boolean;
  signed: boolean;
}

/** Finds the workbook part through the package's relationships and reads it. */
export function readWorkbookPart(archive: Archive): WorkbookPart {
  const roots = relationshipsOf(archive, '');
  const part = roots.find((root) => root.type === 'officeDocument' && !root.external)?.target;
  if (part === undefined || archive.find(part) === undefined) throw notAWorkbook(archive);
  if (part.toLowerCase().endsWith('.bin')) throw binaryWorkbook(archive.file);
  const links = relationshipsOf(archive, part);
  const target = (type: string) => links.find((link) => link.type === type && !link.external)?.target;
  const listed = readSheetList(archive, part, links);
  return {
    part,
    ...listed,
    stringsPart: target('sharedStrings'),
    stylesPart: target('styles'),
    hasMacros: links.some((link) => link.type === 'vbaProject'),
    signed: roots.some((root) => root.type === 'origin'),
  };
}

function readSheetList(archive: Archive, part: string, links: readonly Relationship[]) {
  const sheets: SheetEntry[] = [];
  const names = new Map<string, string>();
  const sheetNames = new Map<number, Map<string, string>>();
  const byId = new Map(links.map((link) => [link.id, link]));
  const seen = new Set<string>();
  let position = 0;
  let depth = 0;
  let defined: { name: string; sheet: number | null; text: string } | null = null;
  walkPart(archive, part, needXmlPart(archive, part).bytes, {
    wantsText: false,
    open(tag) {
      depth++;
      if (depth === 1 && tag.name.key !== 'workbook') throw notAWorkbook(archive);
      if (tag.name.key === 'sheet' && depth === 3) {
        const link = byId.get(tag.relationship() ?? '');
        const name = tag.attribute('name') ?? '';
        const visibility = visibilityOf(tag.attribute('state'));
        if (link?.type === 'worksheet') {
          for (const key of [`name ${name.toLowerCase()}`, `part ${link.target.toLowerCase()}`]) {
            if (seen.has(key)) throw listedTwice(archive, part, name);
            seen.add(key);
          }
          sheets.push({ name, position, visibility, part: link.target });
        }
        position++;
      } else if (tag.name.key === 'definedName') {
        const sheet = tag.attribute('localSheetId');
        const name = (tag.attribute('name') ?? '').toLowerCase();
        defined = { name, sheet: sheet === undefined ? null : Number(sheet), text: '' };
        this.wantsText = !tag.isOn('function');
      }
    },
    text(piece) {
      if (defined !== null) defined.text += piece;
    },
    close(name) {
      depth--;
      if (name.key !== 'definedName' || defined === null) return;
      if (defined.sheet === null) names.set(defined.name, defined.text);
      else {
        const own = sheetNames.get(defined.sheet) ?? new Map<string, string>();
        sheetNames.set(defined.sheet, own.set(defined.name, defined.text));
      }
      defined = null;
      this.wantsText = false;
    },
  });
  return { sheets, names, sheetNames };
}

function visibilityOf(state: string | undefined): Sheet['visibility'] {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}

/** Two sheets of one name, or two names for one part: an answer could go to the wrong one. */
function listedTwice({ file }: Archive, part: string, name: string): MeshsecError {
  return damaged(`the sheet "${printable(name, 40)}" is listed twice`, { file, part: printable(part) });
}

function notAWorkbook(archive: Archive): MeshsecError {
  const has = (part: string) => archive.find(part) !== undefined;
  const what = has('word/document.xml')
    ? 'this is a Word document, not an Excel workbook'
    : has('ppt/presentation.xml')
      ? 'this is a PowerPoint presentation, not an Excel workbook'
      : has('content.xml') && has('mimetype')
        ? 'this is an OpenDocument file, not an Excel workbook'
        : 'this is a zip file, but no Excel workbook';
  return new MeshsecError('not-a-workbook', what, SAVE_AS, { file: archive.file });
}

const SAVE_AS = 'Open it in the program it was made with and save it as an Excel workbook (.xlsx).';

function binaryWorkbook(file: string): MeshsecError {
  const what = 'this is a binary workbook (.xlsb), which is not read';
  return new MeshsecError('not-a-workbook', what, SAVE_AS, { file });
}
