// What a script of an afternoon does: exceljs reads, fuse.js finds, exceljs writes.
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import Fuse from 'fuse.js';
import { parse } from 'yaml';

const [input, output] = process.argv.slice(2);
const load = (name) => parse(readFileSync(new URL(`../../knowledge/${name}`, import.meta.url), 'utf8'));
const { entries } = load('meshstack.yaml');
// Over the known wordings, too, it would find more and take a hundred seconds.
const fuse = new Fuse(entries, {
  keys: ['question', 'answer'],
  includeScore: true,
  ignoreLocation: true,
});
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(input);
for (const sheet of workbook.worksheets) {
  sheet.eachRow((row, number) => {
    const text = String(row.getCell(1).value ?? '');
    const [best] = number > 1 && text !== '' ? fuse.search(text, { limit: 1 }) : [];
    if (best && best.score < 0.4) row.getCell(2).value = best.item.answer;
  });
}
await workbook.xlsx.writeFile(output);
