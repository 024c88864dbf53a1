/** Style of the HTML report: light and dark by the reader's system, and for paper. Contrast is at least 4.5:1 (WCAG 2.2, 1.4.3). */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ground: #fff; --raised: #f4f6f8; --text: #16202c; --soft: #4d5b6b; --line: #d3dae2;
  --answered: #1a7f4b; --review: #9a6700; --unanswered: #6b7785; --prefilled: #2563a8; --failed: #b42318; --focus: #1d5fd1; }
@media (prefers-color-scheme: dark) { :root { --ground: #10161d; --raised: #1a222c; --text: #e6ebf0; --soft: #a3b0bf; --line: #33404e;
  --answered: #4cc38a; --review: #e2b23f; --unanswered: #8d9aa9; --prefilled: #6cb0f5; --failed: #ff8a7d; --focus: #7db3ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1200px; padding: 24px; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 4px; } h2 { font-size: 1.15rem; margin: 36px 0 10px; }
p { margin: 4px 0; } .soft { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.tiles li { flex: 1 1 130px; background: var(--raised); border-left: 4px solid var(--line); border-radius: 4px; padding: 10px 14px; }
.tiles strong { display: block; font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.answered { --own: var(--answered); } .review { --own: var(--review); } .unanswered { --own: var(--unanswered); }
.prefilled { --own: var(--prefilled); } .failed { --own: var(--failed); }
.tiles li.answered, .tiles li.review, .tiles li.unanswered, .tiles li.prefilled, .tiles li.failed { border-color: var(--own); }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); padding-bottom: 6px; }
th, td { text-align: left; vertical-align: top; padding: 7px 10px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { background: var(--raised); position: sticky; top: 0; z-index: 1; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.chart td:last-child { width: 42%; min-width: 160px; }
.bar { display: flex; height: 16px; border-radius: 3px; overflow: hidden; background: var(--raised); }
.bar span { background: var(--own); min-width: 1px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.bar .review { background: repeating-linear-gradient(45deg, var(--own) 0 5px, color-mix(in srgb, var(--own), var(--ground) 35%) 5px 10px); }
.bar .unanswered { opacity: .45; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 14px; padding: 0; list-style: none; }
.legend li::before { content: ""; display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin-right: 6px; background: var(--own); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.controls { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-bottom: 12px; }
.controls label { display: grid; gap: 2px; font-size: .85rem; color: var(--soft); } .controls .wide { flex: 1 1 240px; }
input, select, button { font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--soft); border-radius: 4px; padding: 6px 10px; }
button { cursor: pointer; } button:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
.rows, .wide-table { overflow-x: auto; } .rows table { min-width: 860px; table-layout: fixed; }
.rows col.place { width: 15%; } .rows col.question { width: 27%; } .rows col.status { width: 12%; } .rows col.sure { width: 8%; }
.badge { border: 1px solid var(--own); color: var(--own); border-radius: 10px; padding: 0 9px; font-size: .85rem; white-space: nowrap; }
blockquote { margin: 6px 0 0; padding-left: 10px; border-left: 3px solid var(--line); color: var(--soft); font-size: .9rem; }
.pages { display: flex; gap: 10px; align-items: center; margin: 12px 0; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .controls, .pages { display: none; } thead th { position: static; }
  .rows, .wide-table { overflow: visible; } tr { break-inside: avoid; } }
`;
