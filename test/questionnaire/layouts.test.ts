import { describe, expect, it } from 'vitest';
import { sheetFromText } from '../workbook/sheet-from-text.js';
import { columnsOf, detectOne, rowsOf } from './detected.js';

const YES_NO_NA = ['Yes', 'No', 'NA'];

const layouts: readonly {
  name: string;
  sheet: ReturnType<typeof sheetFromText>;
  headerRow: number;
  columns: string;
  rows: readonly number[];
}[] = [
  {
    name: 'a title row, two drop-downs, two text columns, control texts on the right',
    sheet: sheetFromText(
      `
      **CLOUD ASSESSMENT v4**
      Question ID | Question | CSP Answer | SSRM Control Ownership | CSP Implementation Description | CSC Responsibilities | Control ID | Control Specification
      AU-01.1 | Are audit plans kept and reviewed each year? | | | | | AU-01 | Establish, document and review audit plans and keep records of each and every audit that was carried out.
      AU-01.2 | Is an independent audit performed at least annually? | | | | |
      CR-01.1 | Is customer data encrypted while it is stored? | | | | | CR-01 | Protect stored data by means of encryption that is in line with the policies for cryptography.
      CR-01.2 | Are keys rotated? | | | | |
      `,
      {
        merges: ['A1:H1', 'G3:G4', 'H3:H4', 'G5:G6', 'H5:H6'],
        lists: { 'C3:C6': YES_NO_NA, 'D3:D6': ['CSP-owned', 'CSC-owned', 'Shared CSP and CSC'] },
        protected: true,
        unlocked: ['C3:F6'],
      },
    ),
    headerRow: 2,
    columns: 'id A, section -, question B, answer C, comment E, reference -',
    rows: [3, 4, 5, 6],
  },
  {
    name: 'an X in one of three columns under a header of two rows',
    sheet: sheetFromText(
      `
      Control Group | CGID | CID | Control Specification | Assessment Questions | Assessment Answers | | | Notes | ISO/IEC 27001:2013
      | | | | | Yes | No | Not Applicable | |
      Encryption | EN-01 | EN-01.1 | Data shall be encrypted wherever it is stored or sent, in line with policy. | Do you encrypt stored data? | | | | | A.10.1
      | | EN-01.2 | | Do you encrypt data that is sent? | | | | |
      People | HR-01 | HR-01.1 | Staff shall be screened before they are hired, as local law permits. | Is staff screened? | | | | | A.7.1
      `,
      {
        merges: [
          'A1:A2',
          'B1:B2',
          'C1:C2',
          'D1:D2',
          'E1:E2',
          'F1:H1',
          'I1:I2',
          'J1:J2',
          'A3:A4',
          'B3:B4',
          'D3:D4',
        ],
      },
    ),
    headerRow: 2,
    columns: 'id C, section A, question E, answer F G H, comment I, reference -',
    rows: [3, 4, 5],
  },
  {
    name: 'section rows that carry the header, with questions by formula',
    sheet: sheetFromText(
      `
      Vendor response
      GEN-01 | =Vendor name | Vendor name
      **Documents** | | Vendor Answers | Additional Information | Guidance | Analyst Notes
      DOC-01 | =Do you have a SOC 2 report? | | \\s | = | \\s
      DOC-02 | =Describe your change process. | \\s | | N/A | \\s
      **Data** | | Vendor Answers | Additional Information | Guidance | Analyst Notes
      DAT-01 | =Is data encrypted at rest? | | | = |
      DAT-02 | =Is data encrypted in transit? | | | = |
      End of worksheet
      `,
      { merges: ['A3:B3', 'A6:B6', 'C5:D5'], lists: { C4: ['Yes', 'No'], 'C7:C8': ['Yes', 'No'] } },
    ),
    headerRow: 3,
    columns: 'id A, section -, question B, answer C, comment D, reference -',
    rows: [2, 4, 5, 7, 8],
  },
  {
    name: 'plain header in row 1, keywords, no ids',
    sheet: sheetFromText(
      `
      Control | Yes/No | Remarks
      MFA for admin access | |
      Hosting region | |
      Patch mgmt - timelines | |
      `,
    ),
    headerRow: 1,
    columns: 'id -, section -, question A, answer B, comment C, reference -',
    rows: [2, 3, 4],
  },
];

describe('layouts', () => {
  it.each(layouts)('$name', ({ sheet, headerRow, columns, rows }) => {
    const found = detectOne(sheet);
    expect({ headerRow: found.headerRow, columns: columnsOf(found), rows: rowsOf(found) }).toEqual({
      headerRow,
      columns,
      rows,
    });
  });
});
