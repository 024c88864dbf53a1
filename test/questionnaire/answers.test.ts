import { describe, expect, it } from 'vitest';
import { sheetFromText } from '../workbook/sheet-from-text.js';
import { columnsOf, detect, detectOne, rowsOf } from './detected.js';

/** Words of the first question's vocabulary for yes, partial, no, n/a; "-" where there is none. */
function wordsOf(sheet: ReturnType<typeof sheetFromText>): string {
  const answer = detectOne(sheet).questions[0]?.cells.answer;
  const words = answer?.kind === 'cell' ? answer.vocabulary?.words : undefined;
  return [words?.yes, words?.partial, words?.no, words?.na].map((word) => word ?? '-').join(' | ');
}

describe('words of a drop-down', () => {
  const lists: readonly (readonly [readonly string[], string])[] = [
    [['Yes', 'No', 'NA'], 'Yes | - | No | NA'],
    [['Y', 'N', 'N/A'], 'Y | - | N | N/A'],
    [['Ja', 'Teilweise', 'Nein', 'entbehrlich'], 'Ja | Teilweise | Nein | entbehrlich'],
    [['J', 'N', 'T'], 'J | T | N | -'],
    [['Oui', 'Non', 'Partiellement', 'S/O'], 'Oui | Partiellement | Non | S/O'],
    [['Sí', 'No', 'Parcialmente', 'No aplica'], 'Sí | Parcialmente | No | No aplica'],
    [
      ['Compliant', 'Partially compliant', 'Not compliant', 'Not applicable'],
      'Compliant | Partially compliant | Not compliant | Not applicable',
    ],
    [['C', 'PC', 'NC'], 'C | PC | NC | -'],
    [
      ['Fully Implemented', 'Partially Implemented', 'Not Implemented'],
      'Fully Implemented | Partially Implemented | Not Implemented | -',
    ],
    [['Erfüllt', 'Teilweise erfüllt', 'Nicht erfüllt'], 'Erfüllt | Teilweise erfüllt | Nicht erfüllt | -'],
    [['zutreffend', 'nicht zutreffend'], 'zutreffend | - | nicht zutreffend | -'],
    [['Pass', 'Fail', 'N/A'], 'Pass | - | Fail | N/A'],
    [['1) Yes', '2) No', '3) Both'], '1) Yes | - | 2) No | -'],
    [['Y - Yes', 'N - No', 'P - Partial'], 'Y - Yes | P - Partial | N - No | -'],
    [[' Yes ', 'No'], ' Yes  | - | No | -'],
    [['TRUE', 'FALSE'], 'TRUE | - | FALSE | -'],
    [['No', "Yes, it's less than a year old", 'Yes, for most of them'], '- | - | No | -'],
    [['1', '2', '3', '4', '5'], '- | - | - | -'],
    [['Yes', 'Implemented', 'No'], 'Yes | - | No | -'],
    [['Not verified', 'Open', 'Fulfilled'], 'Fulfilled | - | - | -'],
  ];
  it.each(lists)('%j', (values, expected) => {
    const sheet = sheetFromText(
      'Question | Answer\nIs data encrypted? |\nAre backups tested? |\nIs access reviewed? |',
      { lists: { 'B2:B4': values } },
    );
    expect(wordsOf(sheet)).toBe(expected);
  });
});

describe('words from elsewhere', () => {
  const rows = '\nIs data encrypted? |\nAre backups tested? |\nIs access reviewed? |';
  it.each([
    ['Answer (Yes/No/NA)', 'Yes | - | No | NA'],
    ['Compliant? (C/PC/NC)', 'C | PC | NC | -'],
    ['Response: Y, N or N/A', 'Y | - | N | N/A'],
    ['Erfüllt (ja/nein)', 'ja | - | nein | -'],
    ['Yes/No', 'Yes | - | No | -'],
    ['Answer', '- | - | - | -'],
  ])('the header "%s"', (header, expected) => {
    expect(wordsOf(sheetFromText(`Question | ${header}${rows}`))).toBe(expected);
  });

  it('values that the column uses already', () => {
    const sheet = sheetFromText(`
      Question | Answer
      Is data encrypted? |
      Are backups tested? | JA
      Is access reviewed? | NEIN
      Are keys rotated? | JA
    `);
    expect(wordsOf(sheet)).toBe('JA | - | NEIN | -');
  });

  it('the allowed answers of each row, for columns of our own', () => {
    const sheet = sheetFromText(`
      ID | Question | Allowed answers
      1 | Is data encrypted? | Yes,No,N/A
      2 | Are backups tested? | Yes,No
      3 | Is access reviewed? | Yes,No
    `);
    expect(wordsOf(sheet)).toBe('Yes | - | No | N/A');
  });

  it('a list that cannot be resolved allows nothing', () => {
    const sheet = sheetFromText(`Question | Answer${rows}`);
    const open = { ...sheet, validationAt: () => ({ ranges: [], values: null, source: 'OFFSET(A1,0,0)' }) };
    const answer = detectOne(open).questions[0]?.cells.answer;
    expect(answer).toMatchObject({ vocabulary: { values: [], words: {}, closed: true } });
  });
});

describe('answer cells', () => {
  it('differ from row to row: a drop-down here, a wide free text there, a formula or a locked cell nowhere', () => {
    const sheet = sheetFromText(
      `
      ID | Question | Answer | Notes
      A-1 | Is data encrypted? | |
      A-2 | Describe the encryption. | |
      A-3 | Are backups tested? | |
      A-4 | Is access reviewed? | |
      A-5 | Are keys rotated? | | =
      `,
      {
        merges: ['C3:D3'],
        lists: { C2: ['Yes', 'No'], 'C4:C6': ['Yes', 'No'] },
        protected: true,
        unlocked: ['C2:D4', 'C6:D6'],
      },
    );
    const cells = detectOne(sheet).questions.map(({ cells: { answer, comment } }) => [
      answer?.kind === 'cell' ? [answer.column, answer.vocabulary?.closed ?? false] : null,
      comment?.column ?? null,
    ]);
    expect(cells).toEqual([
      [[3, true], 4],
      [[3, false], null],
      [[3, true], 4],
      [null, null],
      [[3, true], null],
    ]);
  });

  it('takes the mark that a sheet uses', () => {
    const sheet = sheetFromText(`
      Question | Yes | No | N/A | Remarks
      Is data encrypted? | x | | |
      Are backups tested? | | | |
      Is access reviewed? | | | |
    `);
    const [first, second] = detectOne(sheet).questions;
    expect(second?.cells.answer).toEqual({
      kind: 'marks',
      mark: 'x',
      columns: [
        { verdict: 'yes', column: 2 },
        { verdict: 'no', column: 3 },
        { verdict: 'na', column: 4 },
      ],
    });
    expect([first?.prefilled, second?.prefilled]).toEqual(['yes', null]);
  });

  it('never takes a column of the assessor, of ownership, or of guidance', () => {
    const sheet = sheetFromText(`
      ID | Question | Guidance | Response | Control owner | Comments | Analyst notes | Residual risk | Reviewer comments
      1 | Is data encrypted? | Say how. | | | | | |
      2 | Are backups tested? | Say when. | | | | | |
      3 | Is access reviewed? | Say by whom. | | | | | |
    `);
    expect(columnsOf(detectOne(sheet))).toBe('id A, section -, question B, answer D, comment F, reference -');
  });

  it('never writes an answer where the titles of added columns go', () => {
    const sheet = sheetFromText('Is data encrypted?\nAre backups tested?\nIs access reviewed?');
    const { additions, questions } = detectOne(sheet);
    expect(additions.map(({ headerRow }) => headerRow)).toEqual([1, 1, 1]);
    expect(questions.map(({ row, cells }) => [row, cells.answer !== null])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ]);
  });

  it('adds columns of our own right of everything, in the language of the sheet', () => {
    const sheet = sheetFromText(
      `
      Nr. | Frage
      1 | Werden die Daten verschlüsselt und wie?
      2 | Wie werden Sicherungen geprüft?
      3 | Gibt es einen Notfallplan für die Plattform?
      `,
      { merges: ['B6:D6'] },
    );
    const { additions, questions } = detectOne(sheet);
    expect(additions.map(({ column, headerRow, title, role }) => [column, headerRow, title, role])).toEqual([
      [5, 1, 'Antwort', 'answer'],
      [6, 1, 'Erläuterung', 'comment'],
      [7, 1, 'Nachweis', 'reference'],
    ]);
    expect(questions[0]?.cells).toMatchObject({
      answer: { column: 5 },
      comment: { column: 6 },
      reference: { column: 7 },
    });
  });
});

describe('prefilled', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['Is data encrypted?', 'Yes', 'Yes'],
    ['Is data encrypted?', 'With AES-256 at rest', 'With AES-256 at rest'],
    ['Is data encrypted?', '\\s', null],
    ['Is data encrypted?', '-', null],
    ['Is data encrypted?', 'Please select', null],
    ['Is data encrypted?', 'Not answered', null],
    ['Is data encrypted?', 'Bitte auswählen', null],
    ['Is data encrypted?', '[enter text]', null],
    ['Is data encrypted?', '☐ Yes ☐ No', null],
    ['Vendor contact e-mail', 'Vendor Contact Email Address', null],
    ['Date of the last test?', 'mm/dd/yyyy', null],
    ['Date of the last test?', '2026-03-01', '2026-03-01'],
    ['Hosting region?', 'EU hosting region Frankfurt', 'EU hosting region Frankfurt'],
  ];
  it.each(cases)('%s - %s', (question, cell, expected) => {
    const sheet = sheetFromText(`
      ID | Question | Answer
      1 | ${question} | ${cell}
      2 | Are backups tested? |
      3 | Is access reviewed? |
    `);
    expect(detectOne(sheet).questions[0]?.prefilled).toBe(expected);
  });

  const delivered = (value: string) =>
    sheetFromText(
      `ID | Question | Status\n${Array.from({ length: 8 }, (_, i) => `${i} | Is control ${i} in place? | ${value}`).join('\n')}`,
      {
        lists: { 'C2:C9': ['Not checked', 'Yes', 'No', '1', 'N/A'] },
      },
    );

  it.each([
    ['Not checked', 0],
    ['1', 0],
    ['N/A', 0],
    ['Yes', 8],
    ['No', 8],
  ])('"%s" in every row: %i answers', (value, answers) => {
    expect(detectOne(delivered(value)).questions.filter(({ prefilled }) => prefilled !== null).length).toBe(
      answers,
    );
  });

  it('a comment alone is an answer too', () => {
    const sheet = sheetFromText(
      'ID | Question | Answer | Comment\n1 | Is data encrypted? | | By the storage layer.\n2 | Are backups tested? | |\n3 | Is access reviewed? | |',
    );
    expect(detectOne(sheet).questions.map(({ prefilled }) => prefilled)).toEqual([
      'By the storage layer.',
      null,
      null,
    ]);
  });
});

describe('what a person says', () => {
  const sheet = sheetFromText(`
    Notes for the reader
    Topic | Ask | Reply | More | Proof
    Crypto | Is data encrypted? | | |
    Backup | Are backups tested? | | |
    Access | Is access reviewed? | | |
  `);

  it('decides over detection', () => {
    const found = detectOne(sheet, {
      headerRow: 2,
      questionColumn: 'B',
      answerColumn: 'd',
      commentColumn: 'C',
      referenceColumn: 'E',
    });
    expect([found.headerRow, columnsOf(found), rowsOf(found)]).toEqual([
      2,
      'id -, section A, question B, answer D, comment C, reference E',
      [3, 4, 5],
    ]);
    expect(found.columns.answer[0]?.evidence).toEqual(['set by option']);
  });

  it('takes a sheet that detection leaves alone', () => {
    const log = sheetFromText('Question | Answer\nIs data encrypted? |\nAre backups tested? |', {
      name: 'Hidden',
      visibility: 'hidden',
    });
    expect(detect(log, { sheet: 'Hidden' }).sheets.map(({ name, why }) => [name, why])).toEqual([
      ['Hidden', ['2 rows ask for an answer', 'a column to answer in']],
    ]);
  });

  it('takes the sheet with the column it names, where detection takes none', () => {
    const rules = sheetFromText(
      'Rule\nThe supplier shall encrypt data at rest.\nThe supplier shall test its backups.',
    );
    expect(detect(rules).sheets).toEqual([]);
    expect(rowsOf(detectOne(rules, { questionColumn: 'A' }))).toEqual([2, 3]);
  });

  it.each([
    ['a sheet that is not there', { sheet: 'Nope' }, 'there is no sheet "Nope"'],
    ['letters that are no column', { questionColumn: 'B2' }, '"B2" is no column'],
  ])('refuses %s', (_, overrides, message) => {
    expect(() => detect(sheet, overrides)).toThrow(message);
  });
});

describe('profiles', () => {
  const profile = {
    name: 'acme',
    header: { A: 'What we ask', B: 'What you say' },
    question: 'A',
    answer: 'B',
  };

  it('are used where the header says the same over the same columns, wherever it stands', () => {
    const sheet = sheetFromText(
      '1: Acme\n3: What we ask | What you say\nEncryption at rest |\nBackups |\nTests |',
    );
    expect(detect(sheet).sheets).toEqual([]);
    const found = detectOne(sheet, { profiles: [profile] });
    expect([found.headerRow, columnsOf(found), rowsOf(found), found.why]).toEqual([
      3,
      'id -, section -, question A, answer B, comment -, reference -',
      [4, 5, 6],
      ['the header is that of profile "acme"'],
    ]);
  });

  it('give way to options, and to other headers', () => {
    const sheet = sheetFromText(
      'What we ask | What you say | More\nIs data encrypted? | |\nAre backups tested? | |',
    );
    expect(
      detectOne(sheet, { profiles: [profile], questionColumn: 'A', answerColumn: 'C' }).columns.answer[0]
        ?.column,
    ).toBe('C');
    const other = sheetFromText('Question | Answer\nIs data encrypted? |\nAre backups tested? |');
    expect(detectOne(other, { profiles: [profile] }).why).toEqual([
      '2 rows ask for an answer',
      'a column to answer in',
    ]);
  });
});
