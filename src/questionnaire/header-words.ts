import { fold } from './folded-text.js';
import { verdictOfWord } from './verdict-words.js';

/** What a column is for, as its header says. */
export type HeaderRole =
  | 'id'
  | 'section'
  | 'question'
  | 'requirement'
  | 'control'
  | 'text'
  | 'answer'
  | 'verdict'
  | 'score'
  | 'comment'
  | 'reference'
  | 'options'
  | 'guidance'
  | 'ownership'
  | 'assessor'
  | 'mapping'
  | 'log';

/** Longer texts are sentences, not headers; measured on the headers of the real workbooks (longest 71). */
const LONGEST_HEADER = 110;

/**
 * Header words after folding (see `fold`), English, German, French, Spanish, with the commonest Chinese and
 * Japanese. The first pattern that fits decides, so the specific stands before the general: "question id" is an
 * id, "reviewer comments" belong to the reviewer, "implementation description" is a comment, not a status.
 */
const ROLES: readonly (readonly [HeaderRole, RegExp])[] = [
  [
    'options',
    /\b(allowed|possible|permitted|valid|available) (answers?|values?|responses?|options?)\b|\b(answer|response|question|reply) (type|format|options?|choices?|category)\b|^(options|choices)$|antwort(moglichkeiten|optionen|typ)|type de (reponse|question)|opciones de respuesta|tipo de (respuesta|pregunta)/,
  ],
  [
    'id',
    /^(#|no|nr|num|number|id|ids|ref|key|code|pos|index|item (no|number|#)|s\/n|sr|sl|serial|n°|nº|numero|ziffer|kennung|编号|序号|番号)[.:]?$|^(?!.*\b(yes|y|si|ja)\b).{0,40}\b(id|ids|number|num|nr|no|ref id|ref)[.:]?$|^.{0,30} ?#$|^(lfd|laufende)\b.{0,20}(nr|nummer)|^(id|ref|nr|no)[-_. ].{0,25}$|^ref[-_ ]?id$|identifi(er|ant|cador|kator)$|ordnungsnummer|^(frage|anforderungs?|kontroll)-?(nr|id|nummer)|^numero\b/,
  ],
  [
    'question',
    /^((security|control|assessment|consensus assessments?|detailed|caiq|sig|due diligence|vendor|supplier) )*(questions?|queries|inquiry|pregunta|frage|fragen|prufungs?frage)\b(?! ?(set|bogen|naire))(?!.*\b(answer|response|comment)s?$)|^(information|details?) (requested|required)|^question ?\/|^(fragestellung|preguntas?|cuestion(es)?|item de controle|checklist item|check ?item|check ?point|prufpunkt)\b|^(控制)?(问题|問題|質問|設問|チェック項目)/,
  ],
  [
    'assessor',
    /\b(analyst|assessor|auditor|reviewer|evaluator|examiner|cab)\b|\binternal (use|comment|note|review)|\boffice use|^(customer|client|buyer|bank|institution|requester|company)('s)? (note|comment|remark|assessment|review|rating|feedback|evaluation)s?\b|\((bank|customer|client|buyer|kunde|auftraggeber|ag|auditor|assessor|reviewer|internal|intern|client[es]?)\)|\b(prufer|auditors?|gutachter|bewerter|auftraggebers?)\b|\b(evaluateur|auditeur|evaluador)\b|\b(residual|inherent|restrisiko|risiko\w*|likelihood|impact|probability|findings?|override|preferred response|eintrittswahrscheinlichkeit|auswirkung|schadenshohe)\b|^risks?\b|\brisk (level|rating|score|category|class|owner)|\b(review|approval) (status|comment|note|date)|\baccepted\b|^(wird )?von? .* auszufullen/,
  ],
  [
    'ownership',
    /\bownership\b|responsibilit(y|ies)|\bresponsible\b|\bowner\b|zustandig|verantwortlich|verantwortung|^responsable|responsabilidad|proprietaire|propietario|\bassigned\b|due date|umsetzung bis|target date|deadline|^frist\b|kosten|\baufwand|^termin\b|\bdate\b.*(implement|complet)|umsetzungsdatum/,
  ],
  [
    'guidance',
    /\bguid(ance|eline)|^instructions?\b|\bhints?\b|\bhinweise?\b|^help\b|^hilfe\b|how to\b|\bexamples?\b|\bbeispiele?\b|\b(ejemplos?|exemples?)\b|\brationale\b|\bintent$|test(ing)? procedures?|procedures? de test|follow-?up inquir|reason for (the )?question|more info|^training\b|learn more|umsetzungshinweise|\baide\b|\bayuda\b|orientacion|conseils?|^methods?\b|considerations?\b|possible solutions|assessment objective|^definitions?\b|supplemental|テスト手順|参考/,
  ],
  [
    'comment',
    /comment|remark|\bnotes?\b(?! ?\/ ?(10|20))|\bnotas?\b|additional (info|detail|explanation)|\bdetails?\b|explanation|\bexplain\b|elaborat|narrative|justif|supporting info|further info|other info|clarif|(description|details?) of (the )?(implementation|compliance|measure)|implementation (description|details?|notes?|statement)|how (is|was|it is) ?(it )?implemented|if (yes|no|not|partial|applicable)\b|please (explain|describe|specify|provide)|stellungnahme|kommentar|bemerkung|anmerkung|erlauterung|erklarung|begrundung|beschreibung der umsetzung|umsetzungsbeschreibung|zusatzliche|weitere (angaben|informationen)|\bdetails\b|commentaire|remarque|precisions?|explications?|observaci|comentario|detalle|explicaci|备注|説明|コメント|备考|備考|reason (if|why|for)/,
  ],
  [
    'reference',
    /\bevidence|\breferences?\b|\bproofs?\b|attachments?|supporting doc|document(ation|s)? ?(link|reference|name|title)?$|\blinks?\b|\burls?\b|\bsource\b|nachweis|belege?\b|referenz|quelle|\banlagen?\b|verweis|fundstelle|preuves?|justificatif|pieces? jointe|evidencia|referencia|adjunto|artefacts?|artifacts?|证据/,
  ],
  [
    'mapping',
    /\bmapping|\bmapped\b|crosswalk|\bcobit|\biso ?\/?(iec)? ?\d|\bnist\b|\bhipaa\b|\bpci\b|fedramp|\bgapp\b|\bbits\b|\bnerc\b|\bcis (critical|controls?|csc)|jericho|aicpa|\bcsf\b|\bapplicability\b|\bccm\b.*(control|domain)|\bc5\b|anwendbarkeit/,
  ],
  ['answer', /\b(answers?|responses?|reply|replies|antwort(en)?|reponses?|respuestas?)\b|^(回答|答案)/],
  [
    'answer',
    /\byes ?[/,|] ?no\b|\by ?[/,|] ?n\b|\bja ?[/,|] ?nein\b|\bj ?[/,|] ?n\b|\boui ?[/,|] ?non\b|\bsi ?[/,|] ?no\b|complian(ce|t)\b|\bcompl(y|ies)\b|conform|implemented|implementation status|\bstatus\b|^state$|in place|\bmet\b|fulfil|^tested\b|^results?\b|^(supplier|vendor|provider|your) (input|statement)|antwort|erfull|umsetzung|umgesetzt|ergebnis|konform|^stand\b|conformite|statut\b|^etat\b|cumpl|^estado\b|^(結果|结果|状態|状况|ステータス|是否)|auspragung|^(valid|verified|checked|done|ok|pass ?[/,|] ?fail|completed?|erledigt|gepruft)\b|selbst(einschatzung|auskunft|bewertung|angabe)|^auswahl\b|ruckmeldung|^angaben? d(es|er)\b|einhaltung|eingehalten/,
  ],
  [
    'score',
    /maturity|\bscores?\b|\bratings?\b|reifegrad|\bpunkte?\b|bewertung|maturite|madurez|puntuacion|^(current |target )?level$|成熟度/,
  ],
  [
    'requirement',
    /requirements?\b|anforderung|exigences?|requisitos?|criteri(a|on)\b|criteres?|criterios?|kriteri(um|en)|vorgaben?\b|verification|prufaspekt|\bpractices?\b|(?<!policy |control )\bstatements?\b|\bclauses?\b|要求|検証|要件|检查/,
  ],
  ['question', /\bquestions?\b|\bfragen?\b|\bpreguntas?\b|问题|問題|質問|設問|\brequest\b/],
  [
    'section',
    /^(sub-?)?(section|domain|category|topic|area|chapter|group|theme|function|family|subject|department)s?\b|^(control|main|sub|security|question|design|design\/|control ?) ?(domain|area|group|family|category|topic|section)|\b(domain|category|section)( (name|title))?$|^(kapitel|bereich|thema|themen\w*|kategorie|gruppe|baustein|abschnitt|schutzziel|themengebiet)\b|^(domaine|chapitre|theme|categorie|rubrique|dominio|seccion|categoria|capitulo|ambito)\b|^(分类|类别|領域|カテゴリ)/,
  ],
  [
    'control',
    /\bcontrols?\b|massnahmen?|\bmesures?\b|\bmedidas?\b|specification|kontrolle|\bpolicy\b|principle/,
  ],
  [
    'log',
    /^(version|date|datum|author|autor|changes?|change ?log|removed|added|original\b.*|modified|reason|revision|description of changes?|type of change|old|new|previous|anderung.*|historie|since|level ?\d|niveau ?\d|guid|severity|priority|prioritat|criticality|weight(ing)?|default weight|cost|secure|scale|simple|ha|depth|assessable|annotation|typology)\b/,
  ],
  [
    'text',
    /^(description|beschreibung|inhalt|text|titel|title|name|items?|bezeichnung|descripcion|points?|topic|aufgabe)\b/,
  ],
];

/** Words that name an answer and nothing else; "status" or "compliance" may also class the row. */
const PLAIN_ANSWER = /\b(answers?|responses?|reply|replies|antwort(en)?|reponses?|respuestas?)\b|回答|答案/;

/** True for a header that says "answer" in so many words. */
export function namesAnswer(text: string): boolean {
  return PLAIN_ANSWER.test(fold(text));
}

/** True for a header that asks whether a person has checked something, not whether it is so: "Tested?", "Geprüft". */
export function asksForCheck(text: string | null): text is string {
  return (
    text !== null &&
    /^(tested|verified|checked|audited|validated|inspected|getestet|gepruft|verifiziert|auditiert|teste|verifie|verificado|probado)\b/.test(
      fold(text),
    )
  );
}

/** The role a header text names, or null. `text` is the cell as it stands. */
export function headerRole(text: string): HeaderRole | null {
  if (text.length > 400) return null;
  const firstLine = text.trim().split(/\r?\n/)[0] ?? '';
  const whole = text.trim().length <= LONGEST_HEADER ? text : firstLine;
  if (whole.length > LONGEST_HEADER) return null;
  const folded = fold(whole.replaceAll('_', ' '))
    .replace(/[*:?]+$/g, '')
    .trim();
  if (folded === '') return null;
  const bare = folded.replace(
    /\s*\((optional|required|mandatory|recommended|optional\/recommended)[^)]*\)$/,
    '',
  );
  const role = ROLES.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
  // "No." is a number; "Yes" and "Compliant" alone head a column for one verdict or for the answer.
  return role !== 'id' && role !== 'answer' && verdictOfWord(folded) !== null ? 'verdict' : role;
}
