/** A knowledge base of any size: what a house with many products could say about them. Made by a table and a stride, so the same size is the same base. */
import type { Entry, KnowledgeBase } from '../../src/knowledge/knowledge-base.js';
import { plainEntry } from '../made-entry.js';

/** Products: English and German. */
const SYSTEMS = `customer portal|Kundenportal; billing service|Abrechnungsdienst; build pipeline|Build-Pipeline
mobile app|mobile App; reporting database|Berichtsdatenbank; identity broker|Identitätsbroker; ticket system|Ticketsystem
partner gateway|Partner-Gateway; document archive|Dokumentenarchiv; message queue|Nachrichtenwarteschlange
data warehouse|Data Warehouse; chat assistant|Chat-Assistent; training platform|Schulungsplattform
payment terminal|Zahlungsterminal; inventory scanner|Inventarscanner; public website|öffentliche Website
container registry|Container-Registry; monitoring stack|Monitoring-Plattform; license server|Lizenzserver
file exchange|Dateiaustausch; video archive|Videoarchiv; forecast engine|Prognosemodul; mail relay|Mail-Relay
remote agent|Fernwartungsagent; metering collector|Zählerdatensammler; policy engine|Regelwerk; survey tool|Umfragewerkzeug
search cluster|Suchcluster; map service|Kartendienst; booking calendar|Buchungskalender; translation service|Übersetzungsdienst
fleet tracker|Flottenortung; signing service|Signaturdienst; print server|Druckserver; code scanner|Code-Scanner
landing zone|Landing Zone; developer portal|Entwicklerportal; cost dashboard|Kostenübersicht; tenant catalogue|Mandantenkatalog
quota manager|Kontingentverwaltung; approval workflow|Freigabe-Workflow; backup appliance|Backup-Appliance
speech service|Sprachdienst; loyalty programme|Bonusprogramm; warehouse robot|Lagerroboter; energy dashboard|Energieübersicht
claims workflow|Schadenworkflow; recruiting site|Bewerberseite; shift planner|Schichtplaner; telemetry hub|Telemetrie-Hub`;

/** What a product holds or has. */
const OBJECTS = `access logs|Zugriffsprotokolle; backups|Sicherungen; administrator accounts|Administratorkonten
customer data|Kundendaten; encryption keys|Schlüssel; configuration changes|Konfigurationsänderungen
source code|Quellcode; test data|Testdaten; security incidents|Sicherheitsvorfälle; service accounts|Dienstkonten
third-party libraries|Drittbibliotheken; vulnerability findings|Schwachstellenbefunde; firewall rules|Firewallregeln
session tokens|Sitzungstoken; uploaded documents|hochgeladene Dokumente; audit trails|Prüfprotokolle
user permissions|Benutzerrechte; API credentials|API-Zugangsdaten; database snapshots|Datenbank-Snapshots
personal data|personenbezogene Daten; release packages|Release-Pakete; network segments|Netzsegmente
integration endpoints|Schnittstellen; invoices|Rechnungen; recovery procedures|Wiederherstellungsverfahren`;

/** What is said of it: participle phrase in English, in German, and its opposite where there is one word for it. */
const CLAIMS = `encrypted at rest|im Ruhezustand verschlüsselt|stored unencrypted
reviewed every quarter|vierteljährlich überprüft|left unreviewed; kept for ninety days|neunzig Tage aufbewahrt|deleted at once
hosted in Germany only|nur in Deutschland gehostet|moved to other countries; restricted to named staff|auf benannte Mitarbeiter beschränkt|open to all staff
monitored around the clock|rund um die Uhr überwacht|unmonitored; scanned before each release|vor jedem Release gescannt|released unscanned
separated by tenant|nach Mandanten getrennt|shared between tenants; protected by a second factor|mit zweitem Faktor geschützt|open with a password alone
restored in a yearly drill|in einer jährlichen Übung wiederhergestellt|never restored; exported on request|auf Anfrage exportiert|locked in
deleted at the end of the contract|zum Vertragsende gelöscht|kept after the contract; approved by two people|im Vier-Augen-Prinzip freigegeben|approved by one person
documented in a runbook|in einem Betriebshandbuch dokumentiert|undocumented; replicated to a second site|an einen zweiten Standort repliziert|held at one site
reported within one day|innerhalb eines Tages gemeldet|reported late; pseudonymised for support staff|für den Support pseudonymisiert|readable by support staff
rotated twice a year|zweimal jährlich erneuert|never rotated; covered by an external audit|durch ein externes Audit abgedeckt|left out of audits
described in the contract annex|in der Vertragsanlage beschrieben|left out of the contract`;

const rowsOf = (table: string) => table.split(/[;\n]/).map((row) => row.trim().split('|'));
const systems = rowsOf(SYSTEMS);
const objects = rowsOf(OBJECTS);
const claims = rowsOf(CLAIMS);
const COMBINATIONS = systems.length * objects.length * claims.length;
/** Prime to the number of combinations, so that neighbours differ in all three and none comes twice. */
const STRIDE = 7919;

/** What an entry and the questions about it are made of. */
interface Subject {
  system: string;
  object: string;
  claim: string;
  german: { system: string; object: string; claim: string };
  opposite: string;
}

function subjectAt(position: number): Subject {
  const at = (position * STRIDE) % COMBINATIONS;
  const [system = '', germanSystem = ''] = systems[at % systems.length] ?? [];
  const [object = '', germanObject = ''] = objects[Math.floor(at / systems.length) % objects.length] ?? [];
  const [claim = '', germanClaim = '', opposite = ''] =
    claims[Math.floor(at / systems.length / objects.length)] ?? [];
  return {
    system,
    object,
    claim,
    opposite,
    german: { system: germanSystem, object: germanObject, claim: germanClaim },
  };
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function entryAt(position: number): Entry {
  const { system, object, claim, opposite, german } = subjectAt(position);
  const topic = capital(system);
  const question = `Are ${object} of the ${system} ${claim}?`;
  const answer = `Yes. ${capital(object)} of the ${system} are ${claim}.`;
  const quote = { source: 'handbook', heading: `${topic}: ${object}`, quote: answer.slice(5), anchor: null };
  return plainEntry({
    id: `fact-${position + 1}`,
    topic,
    question,
    phrasings: {
      yes: [
        question,
        `${capital(object)} ${claim} (${system})`,
        `Can you confirm that the ${system} has its ${object} ${claim}?`,
        `The supplier shall ensure that ${object} in the ${system} are ${claim}.`,
        `Werden ${german.object} (${german.system}) ${german.claim}?`,
      ],
      no: [`Are ${object} of the ${system} ${opposite}?`],
      open: [
        `How do you make sure that ${object} of the ${system} are ${claim}?`,
        `Beschreiben Sie, wie ${german.object} von ${german.system} ${german.claim} werden.`,
      ],
    },
    answer,
    quotes: [quote],
  });
}

/** A knowledge base of this many entries, with the language and the unanswered lines of another one. */
export function makeKnowledgeBase(size: number, like: KnowledgeBase): KnowledgeBase {
  if (size > COMBINATIONS) throw new RangeError(`at most ${COMBINATIONS} entries`);
  const entries = Array.from({ length: size }, (_, position) => entryAt(position));
  const handbook = { id: 'handbook', title: 'Handbook', path: null, url: null };
  return { ...like, entries, sources: [handbook], files: [], fingerprint: '' };
}

const WORDINGS: readonly ((subject: Subject) => string)[] = [
  ({ system, object, claim }) => `Do you keep ${object} ${claim} for your ${system}?`,
  ({ system, object, claim }) =>
    `Regarding the ${system}: is it true that all ${object} are ${claim}, and since when?`,
  ({ system, object, claim }) => `Please describe the process by which ${object} (${system}) get ${claim}.`,
  ({ system, object, opposite }) => `Is there any ${system} whose ${object} are ${opposite}?`,
  ({ german }) => `Sind ${german.object} im Umfeld von ${german.system} durchgängig ${german.claim}?`,
  ({ system, object, claim }) => `${capital(system)} - ${object} ${claim}: in place?`,
];

/** Questions about the first `size` entries in wordings that the knowledge base does not hold, with the id of the entry asked for. */
export function makeQuestions(count: number, size: number): { text: string; entry: string }[] {
  return Array.from({ length: count }, (_, at) => {
    const position = (at * 37) % size;
    const wording = WORDINGS[at % WORDINGS.length];
    return { text: wording?.(subjectAt(position)) ?? '', entry: `fact-${position + 1}` };
  });
}
