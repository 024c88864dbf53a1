/**
 * What runs in the HTML report: search, filters and pages over the rows that stand in the page as JSON. Plain browser JavaScript;
 * texts are only ever set as text, so that nothing of a questionnaire becomes markup.
 */
export const REPORT_SCRIPT = `
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const at = (id) => document.getElementById(id);
const PAGE = 100;
let page = 0;
let shown = data.rows;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

function source(citation) {
  const quote = element('blockquote', '', citation.quote + ' ');
  quote.append(element('cite', '', citation.source + ': ' + citation.heading));
  return quote;
}

function rowOf(row) {
  const place = element('td', '', data.files[row.file].name, document.createElement('br'));
  place.append(element('span', 'soft', row.sheet + ', ' + row.cell + (row.section ? ', ' + row.section : '')));
  const status = element('td', '', element('span', 'badge ' + row.status, row.status));
  const answer = element('td', '', row.answer || '');
  if (row.reason) answer.append(element('p', 'soft', row.reason));
  answer.append(...row.citations.map(source));
  const sure = row.answer ? Math.round(100 * row.confidence) + ' %' : '';
  const question = element('td', '', (row.id ? row.id + ' ' : '') + row.text);
  return element('tr', '', place, question, status, answer, element('td', 'number', sure));
}

function draw(everything) {
  const from = everything ? 0 : page * PAGE;
  const to = everything ? shown.length : from + PAGE;
  at('rows').replaceChildren(...shown.slice(from, to).map(rowOf));
  const last = Math.max(0, Math.ceil(shown.length / PAGE) - 1);
  at('page').textContent = shown.length === 0 ? 'no rows' : 'rows ' + (from + 1) + ' to ' + Math.min(to, shown.length);
  at('back').disabled = page === 0;
  at('next').disabled = page >= last;
  at('count').textContent = shown.length + ' of ' + data.rows.length + ' rows';
}

function select() {
  const words = at('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
  const status = at('status').value;
  const file = at('file').value;
  shown = data.rows.filter((row) =>
    (status === '' || row.status === status) &&
    (file === '' || row.file === Number(file)) &&
    words.every((word) => row.found.includes(word)));
  page = 0;
  draw(false);
}

for (const row of data.rows) {
  row.found = [row.id, row.section, row.text, row.answer, row.entry, row.reason, row.sheet, data.files[row.file].name,
    ...row.citations.map((citation) => citation.heading)].join('\\n').toLowerCase();
}
data.files.forEach((file, index) => at('file').append(new Option(file.name, String(index))));
at('search').addEventListener('input', select);
at('status').addEventListener('change', select);
at('file').addEventListener('change', select);
at('back').addEventListener('click', () => { page -= 1; draw(false); });
at('next').addEventListener('click', () => { page += 1; draw(false); });
addEventListener('beforeprint', () => draw(true));
addEventListener('afterprint', () => draw(false));
draw(false);
`;
