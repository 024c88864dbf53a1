import { MeshsecError } from '../errors.js';

const SAVE_AS = 'Open it in Excel and save it as an Excel workbook (.xlsx).';

/** Refuses, in words a person understands, what is no zip package: old .xls, encrypted files, text, nothing at all. */
export function refuseOtherKinds(source: Uint8Array, file: string): void {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const refuse = (code: 'not-a-workbook' | 'encrypted' | 'legacy-xls', what: string, hint: string) => {
    throw new MeshsecError(code, what, hint, { file });
  };
  if (bytes.length === 0) refuse('not-a-workbook', 'the file is empty', 'Ask the sender for a new copy.');
  if (bytes.subarray(0, 8).equals(COMPOUND_FILE)) {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
      refuse(
        'encrypted',
        'the workbook is encrypted with a password',
        'Open it in Excel, remove the password (File, Info, Protect Workbook) and save it.',
      );
    }
    refuse('legacy-xls', 'this is a workbook in the old binary format (.xls)', SAVE_AS);
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return;
  const head = bytes.subarray(0, 512).toString('latin1').toLowerCase();
  const what = head.includes('<html')
    ? 'this is a web page, not an Excel workbook'
    : head.includes('urn:schemas-microsoft-com:office:spreadsheet')
      ? 'this is an Excel 2003 XML file, not an Excel workbook'
      : head.startsWith('%pdf')
        ? 'this is a PDF file, not an Excel workbook'
        : 'this is not an Excel workbook';
  refuse('not-a-workbook', what, SAVE_AS);
}

/** First bytes of an OLE2 compound file ([MS-CFB] 2.2). */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
