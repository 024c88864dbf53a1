import { describe, expect, it } from 'vitest';
import { sheetFromText } from '../workbook/sheet-from-text.js';
import { columnsOf, detect, detectOne, rowsOf } from './detected.js';

const layouts: readonly {
  name: string;
  sheet: ReturnType<typeof sheetFromText>;
  headerRow: number;
  columns: string;
  rows: readonly number[];
}[] = [
  {
    name: 'marks far right of columns that are ticked for the reader',
    sheet: sheetFromText(
      `
      **ASSESSMENT v3**

      Control Domain | Control ID | Question ID | Control Specification | Assessment Questions | Architectural Relevance | | | Corp Gov Relevance | Service Model | | Assessment Answers | | | Notes | Compliance Mapping |
      | | | | | Phys | Network | Data | | SaaS | IaaS | Yes | No | Not Applicable | | COBIT 5 | ISO 27001
      Application Security\\nDesign | AS-01 | AS-01.1 | Applications shall be designed and tested by leading industry standards. | Do you use industry standards for your development lifecycle? | X | X | | X | X | X | | | | | APO1 | A9
      | | AS-01.2 | | Do you use an automated code analysis tool? | | | X | X | X | | | | | |
      Data Security | DS-01 | DS-01.1 | Data shall be classified by type, by origin and by law. | Do you classify data? | X | | X | | X | X | | | | | APO2 | A8
      | | DS-01.2 | | Do you label data? | X | | X | | X | X | | | | | APO2 | A8
      `,
      {
        merges: [
          'A3:A4',
          'B3:B4',
          'C3:C4',
          'D3:D4',
          'E3:E4',
          'F3:H3',
          'I3:I4',
          'J3:K3',
          'L3:N3',
          'O3:O4',
          'P3:Q3',
          'D5:D6',
          'B5:B6',
          'A5:A6',
          'O5:O5',
        ],
      },
    ),
    headerRow: 4,
    columns: 'id C, section A, question E, answer L M N, comment O, reference -',
    rows: [5, 6, 7, 8],
  },
  {
    name: 'hidden ids, applicability flags, and only a column for notes',
    sheet: sheetFromText(
      `
      Control Group | CGID | CID | Assessment Questions | Comments and Notes | Control Applicability | | | Compliance Mapping |
      | | | | | SaaS | PaaS | IaaS | COBIT 4.1 | HIPAA
      Compliance | CO-01 | CO-01.1 | Do you produce audit reports in a structured format? | | Y | Y | Y | ME 2.1 |
      | CO-02 | CO-02.1 | Do you allow tenants to view your audit reports? | | Y | Y | Y | DS5.5 | 164.308
      | CO-02 | CO-02.2 | Do you conduct network penetration tests regularly? | | Y | Y | | DS5.5 | 164.308
      `,
      { merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2', 'F1:H1', 'I1:J1'], hiddenColumns: ['B', 'C'] },
    ),
    headerRow: 2,
    columns: 'id C, section A, question D, answer E, comment -, reference -',
    rows: [3, 4, 5],
  },
  {
    name: 'several questions in one cell and no column to answer in',
    sheet: sheetFromText(
      `
      Control Area | Control ID | Control Specification | Consensus Questions | COBIT 4.1 | HIPAA | ISO 27001 | NIST 800-53 | FedRAMP | PCI DSS | BITS | GAPP | Jericho | NERC CIP
      Compliance - Audit Planning | CO-01 | Audit plans shall be agreed in advance by all stakeholders of the business. | CO-01a - Do you produce audit assertions in a structured format? CO-01b - Are audits agreed with tenants? | ME 2.1 | 164.312 | A.15
      Compliance - Independent Audits | CO-02 | Independent reviews shall be performed at least annually or at planned intervals. | CO-02a - Do you allow tenants to view your reports?\\nCO-02b - Do you conduct network tests?\\nCO-02c - Are the results available? | DS5.5 | 164.308 | A.6
      Compliance - Third Party Audits | CO-03 | Third party providers shall demonstrate compliance with security and confidentiality. | CO-03a - Do you permit tenants to perform tests? | ME 2.6 | 164.308 | A.10
      `,
    ),
    headerRow: 1,
    columns: 'id B, section A, question D, answer -, comment -, reference -',
    rows: [2, 3, 4],
  },
  {
    name: 'a practice name over the questions, criteria under each, own sentences to choose from',
    sheet: sheetFromText(
      `
      =Assessment interview: Example for Example Ltd
      Instructions
      Interview an individual based on the questions below, organised by practice.
      Organization: | | Example Ltd
      **Governance**
      Stream | Level | **Strategy** | | Answer | Interview Notes | Rating
      Create | 1 | =Do you understand the risk appetite for your applications? | | | | =0
      | | You capture the risk appetite of your executive leadership | | | |
      | | You align with other standards on a yearly basis at least | | | |
      | 2 | =Do you have a strategic plan for application security? | | | |
      | | You publish the plan and it reflects the priorities of the business | | | |
      Stream | Level | **Policy** | | Answer | Interview Notes | Rating
      Policy | 1 | =Do you have a common set of policies? | | | | =0
      | | You have adapted existing standards and you keep them in one place | | | |
      `,
      {
        lists: {
          E7: ['No', 'Yes, it covers general risks', 'Yes, it covers organization-specific risks'],
          E10: ['No', 'Yes, we review it annually', 'Yes, we consult it before significant decisions'],
          E13: ['No', 'Yes, for some applications', 'Yes, for all'],
        },
      },
    ),
    headerRow: 6,
    columns: 'id -, section -, question C, answer E, comment F, reference -',
    rows: [7, 10, 13],
  },
  {
    name: 'maturity scores for two aspects, the comment of the assessor beside ours',
    sheet: sheetFromText(
      `
      =GOVERN
      Category | Controls linked to the management aspects | Key Measure | Subcategory | Assurance level | Requirement | Documentation Score | Implementation Score | Subcategory Documentation Maturity Score | Subcategory Implementation Maturity Score | Comments and/or additional information | Assessor comments
      Context (GV.OC) | x | | GV.OC-01: The mission is understood and informs the management of risk | basic | The mission shall be established and communicated. | 1 | 1 | =1 | =1 | |
      | | KM | GV.OC-03: Legal requirements are understood | basic | Legal requirements shall be identified and implemented. | 1 | 1 | =1 | =1 | |
      | | | GV.RM-01: Objectives are agreed | basic | Objectives for risk shall be agreed and kept up to date. | 1 | 1 | =1 | =1 | |
      | | | GV.RM-02: Appetite is stated | basic | Statements of risk appetite shall be kept. | 1 | 1 | =1 | =1 | |
      | | | GV.RR-01: Roles are assigned | basic | Leadership shall be accountable for risk. | 1 | 1 | =1 | =1 | |
      `,
      { lists: { 'G3:H7': ['1', '2', '3', '4', '5'] }, protected: true, unlocked: ['G3:H7', 'K3:L7'] },
    ),
    headerRow: 2,
    columns: 'id -, section A, question F, answer G H, comment K, reference -',
    rows: [3, 4, 5, 6, 7],
  },
  {
    name: 'German, from B5, list sources far right, ids on several rows, withdrawn rows',
    sheet: sheetFromText(
      `
      2: | Checkliste zum Baustein APP.9 Beispiel
      3: | Institution:
      5: | ID | Titel | Typ | Inhalt | Umsetzung | Umsetzung bis | Verantwortlich | Bemerkungen / Begründung für Nicht-Umsetzung
      6: | APP.9.A1 | Rahmenbedingungen | B | Die Institution MUSS entscheiden, welche Funktionen genutzt werden. | | | |
      7: | APP.9.A1 | Rahmenbedingungen | B | Die Entscheidung MUSS dokumentiert werden. | | | |
      8: | APP.9.A2 | ENTFALLEN | B | Diese Anforderung ist entfallen. | | | |
      9: | APP.9.A3 | Sicheres Öffnen | S | Dokumente aus externen Quellen SOLLTEN geprüft werden. | | | | | | | | | | | Ja
      10: | APP.9.A4 | Testen | H | Neue Versionen SOLLTEN getestet werden. | | | | | | | | | | | Teilweise
      `,
      { lists: { 'F6:F10': ['Ja', 'Teilweise', 'Nein', 'entbehrlich'] } },
    ),
    headerRow: 5,
    columns: 'id B, section -, question E, answer F, comment I, reference -',
    rows: [6, 7, 9, 10],
  },
  {
    name: 'ids inside the text, section titles in a column of their own, follow-ups without a number',
    sheet: sheetFromText(
      `
      Section | Question | Response | Comments | Risk | Analyst Notes
      A. Risk Management | A.1 Is there a formalized risk governance plan? | | | |
      | If yes, is it approved by management? | | | |
      | A.2 Are risks assessed each year? | | | |
      B. Policy | B.1 Is there a set of information security policies? | | | |
      | B.1.1 Have they been approved and communicated to constituents? | | | |
      `,
    ),
    headerRow: 1,
    columns: 'id -, section A, question B, answer C, comment D, reference -',
    rows: [2, 3, 4, 5, 6],
  },
  {
    name: 'a flat list with the allowed answers on each row and no place to answer',
    sheet: sheetFromText(
      `
      Question ID | Section | Question Text | Question Type | Allowed Answers | Help Text
      1 | Access | Do you require two-factor authentication? | Single choice | Yes,No,N/A | Choose one
      2 | Access | Do you review access rights? | Single choice | Yes,No,N/A | Choose one
      3 | Crypto | Do you encrypt backups? | Single choice | Yes,No,N/A | Choose one
      4 | Crypto | Do you rotate keys? | Single choice | Yes,No,N/A | Choose one
      `,
    ),
    headerRow: 1,
    columns: 'id A, section B, question C, answer -, comment -, reference -',
    rows: [2, 3, 4, 5],
  },
  {
    name: 'sections numbered like the questions, yes/no and numbers mixed, answers filled in',
    sheet: sheetFromText(
      `
      No. | Question | Answer
      '2.1. | **Company** |
      '2.1.00 | Legal form of the company | GmbH
      '2.1.01 | Number of employees | 40
      '2.1.02 | Do you have an ISO 27001 certificate? | Y
      '2.2. | **Operations** |
      '2.2.00 | Is the service run in the EU? | Y
      '2.2.01 | Number of data centres | 2
      `,
    ),
    headerRow: 1,
    columns: 'id A, section -, question B, answer C, comment -, reference -',
    rows: [3, 4, 5, 7, 8],
  },
  {
    name: 'one column of Chinese questions',
    sheet: sheetFromText(
      `
      问题
      贵公司是否通过了ISO 27001认证？
      数据在传输过程中是否加密？
      是否有灾难恢复计划？
      `,
    ),
    headerRow: 1,
    columns: 'id -, section -, question A, answer -, comment -, reference -',
    rows: [2, 3, 4],
  },
  {
    name: 'Japanese headers, a table at B3, ticks, a status list',
    sheet: sheetFromText(
      `
      3: | ID | MASVS-ID | 検証要件 | レベル1 | レベル2 | ステータス | テスト手順 | コメント
      4: | V1 | | アーキテクチャ、設計
      5: | '1.1 | ARCH-1 | アプリのすべてのコンポーネントを特定し、必要とされている。 | ✓ | ✓ | N/A | =Guide |
      6: | '1.2 | ARCH-2 | セキュリティコントロールはクライアント側だけに実施しない。 | ✓ | ✓ | | =Guide |
      7: | '1.3 | ARCH-3 | すべての接続されるリモートサービスを定義している。 | | ✓ | | =Guide |
      9: | 凡例
      10: | 合格 | | 要件を満たしている。
      11: | 不合格 | | 要件を満たしていない。
      `,
      { lists: { 'G5:G7': ['合格', '不合格', 'N/A'] } },
    ),
    headerRow: 3,
    columns: 'id B, section -, question D, answer G, comment I, reference -',
    rows: [5, 6, 7],
  },
  {
    name: 'requirements with compliance codes named in the header',
    sheet: sheetFromText(
      `
      Ref | Requirement | Compliance (C/PC/NC) | Supplier remarks | Evidence
      R1 | The supplier shall encrypt personal data at rest. | | |
      R2 | The supplier shall screen its staff. | | |
      R3 | The supplier shall keep a register of incidents. | | |
      `,
    ),
    headerRow: 1,
    columns: 'id A, section -, question B, answer C, comment D, reference E',
    rows: [2, 3, 4],
  },
];

describe('layouts of the wild', () => {
  it.each(layouts)('$name', ({ sheet, headerRow, columns, rows }) => {
    const found = detectOne(sheet);
    expect({ headerRow: found.headerRow, columns: columnsOf(found), rows: rowsOf(found) }).toEqual({
      headerRow,
      columns,
      rows,
    });
  });
});

/** Controls with their questions, mapped to many norms. */
function frameworkOfFrameworks(): string {
  const norms = Array.from({ length: 45 }, (_, i) => `NIST 800-${i + 1}`);
  const row = (name: string, what: string): string =>
    `Governance | ${name} | GOV-${name.length} | Mechanisms exist to ${what}. | Committee | Does the organization ${what}? | 10 | ${norms.map((_, i) => `PM-${i}`).join(' | ')}`;
  return [
    `SCF Domain | SCF Control | SCF # | Control Description | Methods To Comply | SCF Control Question | Relative Weighting | ${norms.join(' | ')}`,
    row('Program', 'facilitate governance controls'),
    row('Policies', 'publish policies for security'),
    row('Inventories', 'keep inventories of its assets'),
  ].join('\n');
}

const nothingToAnswer: readonly { name: string; sheet: ReturnType<typeof sheetFromText> }[] = [
  {
    name: 'a control catalogue',
    sheet: sheetFromText(`
      Control Domain | Control Title | Control ID | Control Specification | Lite | IaaS | PaaS | SaaS
      Audit | Audit Policy | AA-01 | Establish, document, approve, communicate and maintain audit policies. | No | Shared | Shared | Shared
      Audit | Independent Assessments | AA-02 | Conduct independent audit assessments according to relevant standards at least annually. | Yes | CSP-Owned | Shared | Shared
      Crypto | Encryption | CE-01 | Provide protection of data at rest and in transit by encryption. | Yes | Shared | Shared | Shared
    `),
  },
  {
    name: 'a framework of frameworks that has questions beside its controls',
    sheet: sheetFromText(frameworkOfFrameworks()),
  },
  {
    name: 'a cross reference of threats',
    sheet: sheetFromText(`
      Elementare Gefährdungen | CIA-Werte | G 0.14 | G 0.15 | G 0.18 | G 0.19
      APP.9.A1 | | X | | X |
      APP.9.A2 | C | | X | | X
      APP.9.A3 | I | X | X | |
    `),
  },
  {
    name: 'an import table of requirements',
    sheet: sheetFromText(`
      assessable | depth | ref_id | name | description | annotation | typical_evidence
      | 1 | 1 | Policies and organization | |
      x | 2 | 1.1.1 | Policies | To what extent are information security policies available? | The requirements have been determined and documented. | policy
      x | 2 | 1.2.1 | Management | To what extent is information security managed? | The scope has been determined by management. | scope
      x | 2 | 1.2.2 | Responsibilities | To what extent are responsibilities organized? | Responsibilities are defined and documented. | chart
    `),
  },
  {
    name: 'a change log that repeats questions with their ids',
    sheet: sheetFromText(
      `
      Question ID | Question | Change | Date
      A-01 | Is data encrypted? | reworded | 2020-01-02
      A-02 | Are backups tested? | added | 2020-01-02
      A-03 | Is access reviewed? | added | 2020-01-02
      `,
      { name: 'Changelog' },
    ),
  },
  {
    name: 'instructions',
    sheet: sheetFromText(
      `
      Instructions
      Please complete every row of the second tab.
      Which columns do I fill in?
      Only the white ones. Answer | Yes, No or N/A
      `,
      { name: 'Read me' },
    ),
  },
  {
    name: 'fields about the vendor',
    sheet: sheetFromText(
      `
      Vendor name:
      Address:
      Contact person:
      E-mail:
      Date completed:
      `,
      { name: 'Profile' },
    ),
  },
];

describe('nothing to answer', () => {
  it.each(nothingToAnswer)('$name', ({ sheet }) => {
    expect(detect(sheet).sheets.map((found) => [columnsOf(found), rowsOf(found)])).toEqual([]);
  });
});
