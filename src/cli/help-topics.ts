/** Pages behind `meshsec help <topic>`. */
export const HELP_TOPICS: Readonly<Record<string, { title: string; text: string }>> = {
  'exit-codes': {
    title: 'Exit codes',
    text: `0  every input was processed ("nothing found" and "nothing answered" included)
1  at least one input failed; the others are done
2  wrong usage: an unknown command, option or value
3  the knowledge base or the configuration is invalid

A failure is one line on stderr; it names the file, what is wrong and what to do.
DEBUG=meshsec adds where in the program it happened.`,
  },
  status: {
    title: 'What the status of a question means',
    text: `answered    the knowledge base says it; written into the customer's cells, with its source
review      something fits, but not all that is asked is known, or no cell can hold it; a person decides
unanswered  the knowledge base does not say; the cells stay blank (never "No" or "N/A")
prefilled   the customer's cell held an answer already; left alone

Before you send a file: read the review workbook, first the rows for review, then the answered ones.`,
  },
  review: {
    title: 'How a review works',
    text: `1. Open NAME.review.xlsx. What needs a person comes first; the link in "Cell" leads into the answered workbook.
2. Read question, suggested answer and quote, and choose a decision:
   accept   the suggested answer goes (or stays) in the customer's file
   edit     your text in "Edited answer" goes there instead
   reject   the cells are put back as the customer had them
   blank    nothing changes
   "Short answer" may be changed too; it then counts with accept and edit.
3. Save, then "meshsec apply NAME.review.xlsx". Rows may be sorted, filtered and saved by any spreadsheet program.

A cell that someone changed in the answered workbook meanwhile is never overwritten without --force.`,
  },
  files: {
    title: 'Which files are read and written',
    text: `NAME.xlsx            the customer's questionnaire; never changed
NAME.answered.xlsx   the same file with answers and citations filled in; nothing else differs
NAME.review.xlsx     one row a question: suggestion, source, confidence, and a decision to take

Without --kb, the knowledge base is $MESHSEC_KB, then the one named in meshsec.config.yaml (searched from the
working folder upwards), then the one that comes with meshsec.`,
  },
  citations: {
    title: 'Where citations go (--citations)',
    text: `auto       into the reference or evidence column; where the sheet has none, the last line of the answer
comment    always the last line of the longest text that is written
reference  into the reference column only; nowhere where the sheet has none
none       not into the customer's file (the review workbook has them all the same)`,
  },
  'config-file': {
    title: 'meshsec.config.yaml',
    text: `Searched from the working folder upwards; nothing in it is required.

kb: kb/                 files or folders of the knowledge base, relative to this file
citations: auto         auto, comment, reference or none
min-confidence: 0.9     below it nothing is written, 0 to 1
review: true            whether a review workbook is written
profiles:               layouts put right once: "meshsec inspect q.xlsx --save-profile acme"
  acme:
    header: { B: Question, D: Your reply }    texts over the columns, by which the next workbook is known
    question: B                               also answer, comment, reference
    answer: D
    words: { yes: Confirmed, no: Declined }   also partial, na

The same in meshsec/config.yaml of your configuration folder (~/.config, %APPDATA%) holds for all projects.
Options of the command line come first; "meshsec config" shows what counts.`,
  },
  environment: {
    title: 'Environment variables',
    text: `MESHSEC_KB          files or folders of the knowledge base, separated like PATH
MESHSEC_CACHE       folder for what is kept of a knowledge base of your own, so that it need not be read anew; "off"
                    keeps nothing (default: meshsec in $XDG_CACHE_HOME, ~/.cache, ~/Library/Caches or %LOCALAPPDATA%)
NO_COLOR            no colours; FORCE_COLOR=1 forces them
COLUMNS             width of the output where there is no terminal
DEBUG               DEBUG=meshsec shows where an error happened
SOURCE_DATE_EPOCH   the date, in seconds since 1970, by which entries expire; today where it is not set`,
  },
};
