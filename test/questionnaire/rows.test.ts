import { describe, expect, it } from 'vitest';
import { sheetFromText } from '../workbook/sheet-from-text.js';
import { detect, detectOne, rowsOf } from './detected.js';

const yesNo = ['Yes', 'No'];

describe('rows that are no questions', () => {
  const strangers: readonly (readonly [string, string])[] = [
    ['an instruction', 'How to use this form: pick a value from the drop-down.'],
    ['an instruction in German', 'Bitte alle Fragen bis Freitag beantworten und zurücksenden.'],
    ['a reader who may skip', 'Skip this part if you answered No to 8.4'],
    ['a heading with a number', 'Domain 5: Cryptography'],
    ['a part in German', 'Teil B: Technische Maßnahmen'],
    ['a copyright footer', '© Group Procurement – do not distribute'],
    ['a legend', 'Legend: E = effective, P = partially effective, N = not effective.'],
    ['a total', 'Total score'],
    ['a total in German', 'Gesamtreifegrad (wird automatisch berechnet)'],
    ['a signature', "Signature of the vendor's representative / Printed name / Date"],
    ['a signature in German', 'Ort, Datum, rechtsgültige Unterschrift des Lieferanten'],
    ['a contact field', 'Company name and website'],
    ['a contact field in German', 'Ansprechpartner / Telefon'],
    ['a date', 'Date of submission (dd/mm/yyyy)'],
    ['a row for the reviewer', 'Reviewer comments (leave blank)'],
    ['a withdrawn row', 'Withdrawn'],
    ['a withdrawn row in German', 'ENTFALLEN'],
    ['the end', 'End of worksheet'],
  ];
  it.each(strangers)('%s', (_, text) => {
    const sheet = sheetFromText(`
      ID | Question | Answer | Notes
      A-1 | Is data encrypted at rest? | |
      A-2 | Who may see customer data? | |
      | ${text} | |
      A-3 | Describe your backups. | |
      A-4 | Is there a recovery plan? | |
    `);
    expect(rowsOf(detectOne(sheet))).toEqual([2, 3, 5, 6]);
  });

  it('a numbered field counts, where the numbering is that of the questions', () => {
    const sheet = sheetFromText(`
      ID | Question | Answer
      G-1 | Vendor name |
      G-2 | Is data encrypted at rest? |
      G-3 | Are backups tested? |
      | Vendor address |
    `);
    expect(rowsOf(detectOne(sheet))).toEqual([2, 3, 4]);
  });

  it('numbered fields above a header that repeats with another title', () => {
    const sheet = sheetFromText(
      `
      Complete the following.
      General | | Answer | Additional Information
      GNRL-01 | =Provider name | |
      GNRL-02 | =Product name | |
      Required Questions | | Answer | Additional Information | Guidance
      REQU-01 | =Is the product hosted in a cloud? | | | =
      REQU-02 | =Does it have an interface? | | | =
      REQU-03 | =Are consultants involved? | | | =
      `,
      { lists: { 'C6:C8': yesNo } },
    );
    const found = detectOne(sheet);
    expect([found.headerRow, rowsOf(found)]).toEqual([2, [3, 4, 6, 7, 8]]);
  });

  it('headings that begin with an abbreviation like a verb', () => {
    const sheet = sheetFromText(`
      Nr. | Kontrollfrage | Reifegrad | Umsetzung
      1 | IS Richtlinien und Organisation | |
      '1.1 | Inwieweit sind Richtlinien vorhanden? | |
      '1.2 | Inwieweit wird Sicherheit gesteuert? | |
    `);
    expect(rowsOf(detectOne(sheet))).toEqual([3, 4]);
  });

  it('rows below a legend', () => {
    const sheet = sheetFromText(
      `
      ID | Requirement | Status
      '1.1 | The app must encrypt what it stores. |
      '1.2 | The app must log sign-ins. |
      '1.3 | The app must time out. |

      Legend
      Pass | The requirement is met by the app. |
      Fail | The requirement is not met by the app. |
      `,
      { lists: { 'C2:C50': ['Pass', 'Fail'] } },
    );
    expect(rowsOf(detectOne(sheet))).toEqual([2, 3, 4]);
  });

  it('rows whose answer mirrors another sheet by formula', () => {
    const sheet = sheetFromText(`
      ID | Question | Answer
      A-1 | Is data encrypted? |
      A-2 | Are backups tested? | =Yes
      A-3 | Is access reviewed? |
      A-4 | Are keys rotated? |
    `);
    expect(rowsOf(detectOne(sheet))).toEqual([2, 4, 5]);
  });
});

describe('questions in context', () => {
  it('knows the section from a column, a heading, a merged row, or a header that repeats', () => {
    const sheet = sheetFromText(
      `
      ID | Question | Answer
      Access | |
      A-1 | Is MFA on? |
      A-2 | Are rights reviewed? |
      | **Backups** |
      B-1 | Are backups tested? |
      `,
      { merges: ['A2:C2'] },
    );
    expect(detectOne(sheet).questions.map(({ section }) => section)).toEqual(['Access', 'Access', 'Backups']);
  });

  it('knows the row a follow-up hangs on', () => {
    const sheet = sheetFromText(`
      ID | Question | Answer
      A-1 | Do you test backups? |
      A-2 | If yes, how often? |
      A-3 | Does the process described in A-1 cover databases? |
      A-4 | Is this product hosted in the EU? |
    `);
    expect(detectOne(sheet).questions.map(({ refersTo }) => refersTo)).toEqual([null, 2, 3, null]);
  });

  it('reads the id in front of a text, and leaves norms and amounts alone', () => {
    const sheet = sheetFromText(`
      Question | Answer
      A.1 Is there a risk plan? |
      A.1.1 Is it approved? |
      A.2 ISO 27001 certificate available? |
      ISO 27001: which scope? |
    `);
    expect(detectOne(sheet).questions.map(({ id, text }) => [id, text])).toEqual([
      ['A.1', 'Is there a risk plan?'],
      ['A.1.1', 'Is it approved?'],
      ['A.2', 'ISO 27001 certificate available?'],
      [null, 'ISO 27001: which scope?'],
    ]);
  });

  it('tells the language of each question, and the sheet’s where a text is too short', () => {
    const sheet = sheetFromText(`
      Nr. | Frage | Antwort
      1 | Werden die Daten der Kunden verschlüsselt? |
      2 | Is the data of our customers encrypted at rest? |
      3 | Les données des clients sont-elles chiffrées dans votre système ? |
      4 | ¿El proveedor dispone de un plan de continuidad? |
      5 | MFA für Admins? |
      6 | Wie werden Sicherungen geprüft und wo liegen sie? |
    `);
    expect(detectOne(sheet).questions.map(({ language }) => language)).toEqual([
      'de',
      'en',
      'fr',
      'es',
      'de',
      'de',
    ]);
  });
});

describe('parts', () => {
  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['Is data encrypted at rest?', ['Is data encrypted at rest?']],
    ['Is data encrypted? If so, please describe how.', ['Is data encrypted? If so, please describe how.']],
    [
      'Are you classified as a merchant? If so, what level?',
      ['Are you classified as a merchant?', 'If so, what level?'],
    ],
    [
      'CO-01a - Do you keep audit logs? CO-01b - Who may read them?',
      ['Do you keep audit logs?', 'Who may read them?'],
    ],
    [
      'We store health data. Is it encrypted, e.g. by AES? Where are the keys kept?',
      ['We store health data. Is it encrypted, e.g. by AES?', 'Where are the keys kept?'],
    ],
    [
      'Will third parties see the data? (Any party not owned by you counts.)',
      ['Will third parties see the data? (Any party not owned by you counts.)'],
    ],
  ];
  it.each(texts)('%s', (text, parts) => {
    const sheet = sheetFromText(
      `Question | Answer\n${text.replaceAll('\n', '\\n')} |\nIs access reviewed? |`,
    );
    expect(detectOne(sheet).questions[0]?.parts).toEqual(parts);
  });
});

describe('workbooks of several sheets', () => {
  const domain = (name: string, ids: string, position: number) =>
    sheetFromText(
      `
      ${name} | | Answer | Additional Information | Guidance
      ${ids}-01 | =Does ${name} have an owner? | | | =
      ${ids}-02 | =Is ${name} reviewed each year? | | | =
      ${ids}-03 | =Describe how ${name} is tested. | | | =
      ${ids}-04 | =Is ${name} documented? | | | =
      `,
      { name, position, lists: { 'C2:C5': yesNo } },
    );
  const one = domain('Product', 'PROD', 0);
  const two = domain('Organization', 'ORGA', 1);

  it('takes one sheet a domain', () => {
    expect(detect([one, two]).sheets.map(({ name }) => name)).toEqual(['Product', 'Organization']);
  });

  it('leaves a report alone that gathers the questions of several sheets', () => {
    const report = sheetFromText(
      `
      ID | Question | Vendor Answer | Additional Information | Analyst Notes | Compliant Override
      PROD-01 | =Does Product have an owner? | = | = | |
      PROD-02 | =Is Product reviewed each year? | = | = | |
      ORGA-01 | =Does Organization have an owner? | = | = | |
      ORGA-02 | =Is Organization reviewed each year? | = | = | |
      `,
      { name: 'Institution View', position: 2, lists: { 'F2:F5': yesNo } },
    );
    const found = detect([one, two, report]);
    expect(found.sheets.map(({ name }) => name)).toEqual(['Product', 'Organization']);
    expect(found.skipped.map(({ name }) => name)).toEqual(['Institution View']);
  });

  it('leaves a projection alone that repeats the questions with drop-downs of its own', () => {
    const projection = sheetFromText(
      `
      Product | | Answer | Phase 1 | Phase 2
      PROD-01 | =Does Product have an owner? | =Yes | |
      PROD-02 | =Is Product reviewed each year? | =No | |
      PROD-03 | =Describe how Product is tested. | =No | |
      `,
      { name: 'Roadmap', position: 1, lists: { 'D2:E4': yesNo } },
    );
    expect(detect([one, projection]).sheets.map(({ name }) => name)).toEqual(['Product']);
  });

  it('takes both sheets of two platforms with the same texts', () => {
    const platform = (name: string, position: number) =>
      sheetFromText(
        `
        ID | Requirement | Status | Comment
        '1.1 | The app must encrypt what it stores. | |
        '1.2 | The app must log sign-ins. | |
        '1.3 | The app must time out. | |
        `,
        { name, position, lists: { 'C2:C4': ['Pass', 'Fail'] } },
      );
    expect(detect([platform('Android', 0), platform('iOS', 1)]).sheets.map(({ name }) => name)).toEqual([
      'Android',
      'iOS',
    ]);
  });

  it('never answers on a hidden sheet', () => {
    const hidden = sheetFromText('Question | Answer\nIs data encrypted? |\nAre backups tested? |', {
      visibility: 'hidden',
    });
    expect(detect(hidden)).toEqual({ sheets: [], skipped: [{ name: 'Sheet1', reason: 'hidden' }] });
  });
});
