"""How a printed document looks: paper on a table, one accent, figures that line up.

The colours are those of `frontend/src/styles/_tokens.scss`, and on a screen the
dark ones for who asks for that; a document is a file of its own and cannot
share the sheet.
"""

from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --table: #f5eee2; --paper: #fffdf9; --sunken: #faf4e9; --ink: #2b2420; --quiet: #645849;
  --line: #e3d7c4; --accent: #0f5a5f; --accent-soft: #deedea; --warn: #7d4700;
  --warn-soft: #fcebcd; --on-accent: #ffffff; --focus: #ffc53d; --focus-text: #2b2420;
  --shadow-far: rgba(84, 62, 36, 0.09);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --table: #1b1815; --paper: #2a2520; --sunken: #221e1a; --ink: #f3ebe0; --quiet: #c3b7a8;
    --line: #453c33; --accent: #84cfc9; --accent-soft: #213b3b; --warn: #f2c27c;
    --warn-soft: #3e3018; --on-accent: #0d2323; --shadow-far: rgba(0, 0, 0, 0.3);
  }
}
* { box-sizing: border-box; }
html { background: var(--table); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; padding: 1rem 0.75rem 3rem; color: var(--ink);
  font: 1.0625rem/1.5 Seravek, "Segoe UI Variable Text", "Segoe UI", Ubuntu, "Noto Sans",
    "Open Sans", system-ui, -apple-system, sans-serif;
  font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere; hyphens: manual;
}
main {
  max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.25rem 1.25rem; background: var(--paper);
  border: 1px solid var(--line); border-top: 6px solid var(--accent); border-radius: 10px;
  box-shadow: 0 1px 1px var(--shadow-far), 0 4px 14px var(--shadow-far);
}
h1, h2, h3, h4, p, ul, ol, dl, dd, table { margin: 0; }
h1 { font-size: 2rem; line-height: 1.15; letter-spacing: -0.015em; text-wrap: balance; }
h2 { margin: 2rem 0 0.6rem; font-size: 1.3rem; line-height: 1.25; color: var(--accent); }
h3 { margin: 1.25rem 0 0.3rem; font-size: 1.0625rem; line-height: 1.35; }
p { margin: 0 0 0.4rem; }
ul { padding-left: 1.3rem; }
li { margin: 0 0 0.4rem; }
li::marker { color: var(--accent); }
li ul { margin-top: 0.2rem; padding-left: 1rem; list-style: "\\2013\\a0\\a0"; }
li li { margin: 0 0 0.15rem; }
li li::marker { color: var(--quiet); }
strong { font-weight: 650; }
.kind { margin: 0 0 0.35rem; color: var(--accent); font-weight: 650; font-size: 0.9375rem; }
.lead {
  max-width: 40rem; margin: 0.6rem 0 1.25rem; font-size: 1.1875rem; line-height: 1.42;
  text-wrap: pretty;
}
.quiet, .note, .where { color: var(--quiet); }
.quiet, .note { font-size: 0.9375rem; }
.note { margin-top: 0.35rem; }
.figures {
  display: flex; flex-wrap: wrap; gap: 0.5rem 0; margin: 0 0 1.25rem; padding: 0.85rem 0;
  list-style: none; border: solid var(--line); border-width: 1px 0;
}
.figures li { flex: 1 1 7rem; margin: 0; padding-right: 0.75rem; color: var(--quiet);
  font-size: 0.9375rem; line-height: 1.3; }
.figures b { display: block; color: var(--ink); font-size: 1.9rem; font-weight: 650;
  line-height: 1.1; }
.facts > div { display: grid; gap: 0 1rem; padding: 0.45rem 0;
  border-bottom: 1px solid var(--line); }
.facts dd + dd { margin-top: 0.25rem; }
.facts dt { color: var(--quiet); font-weight: 600; }
.kept { white-space: nowrap; }
.watermark { margin: 0 0 1rem; padding: 0.5rem 0.75rem; border: 2px dashed var(--warn);
  border-radius: 6px; background: var(--warn-soft); color: var(--warn); font-weight: 650; }
.missing {
  padding: 0.02em 0.4em; border-radius: 4px; background: var(--warn-soft); color: var(--warn);
  font-weight: 600; -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
.where { font-size: 0.875rem; }
a { color: var(--accent); text-underline-offset: 0.16em; }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; background: var(--focus);
  color: var(--focus-text); }
.source-mark {
  display: inline-block; min-width: 1.5rem; margin-left: 0.3em; padding: 0.1rem 0.25rem;
  border-radius: 5px; background: var(--accent-soft); color: var(--accent); font-size: 0.75rem;
  font-weight: 650; line-height: 1.3rem; text-align: center; text-decoration: none;
  vertical-align: 0.15em;
}
.source-mark:hover { background: var(--accent); color: var(--on-accent); }
table { width: 100%; margin: 0.5rem 0 0.2rem; border-collapse: collapse; }
.wide { position: relative; overflow-x: auto; }
.wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
th, td { padding: 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; font-weight: 400; overflow-wrap: break-word; }
.loose th, .loose td { overflow-wrap: anywhere; }
thead th { padding-top: 0; color: var(--quiet); font-size: 0.875rem; vertical-align: bottom; }
tbody th { padding-right: 1rem; }
.wide th, .wide td { padding-right: 0.75rem; }
td.number, th.number { padding-left: 0.75rem; text-align: right; }
td.number { white-space: nowrap; }
.body caption { position: static; width: auto; height: auto; overflow: visible; clip-path: none;
  padding: 0.5rem 0 0.3rem; font-weight: 600; text-align: left; white-space: normal; }
.wide caption { max-width: min(44rem, 78vw); }
.wide table { font-size: 0.9375rem; }
.wide th, .wide td { min-width: 5.5rem; }
.wide .number { min-width: 0; padding-left: 0.3rem; }
th.bar { width: 34%; }
td.bar { white-space: nowrap; }
td.bar .number { display: inline-block; min-width: 2.6em; padding-right: 0.6em; text-align: right; }
svg.bar { width: calc(100% - 3.2em); min-width: 2rem; height: 0.7rem; vertical-align: -0.02em; }
svg.bar rect { fill: var(--accent); }
svg.bar .track { fill: var(--sunken); }
.sources { margin-top: 2.25rem; padding-top: 0.1rem; border-top: 1px solid var(--line);
  font-size: 0.875rem; }
.sources h2 { margin-top: 1.1rem; font-size: 1.0625rem; }
.sources p { color: var(--quiet); }
.sources ol { padding-left: 1.9rem; columns: 21rem 2; column-gap: 2rem; }
.sources li { margin: 0 0 0.25rem; break-inside: avoid; }
.sources li::marker { color: var(--accent); font-weight: 650; }
.version { color: var(--quiet); white-space: nowrap; }
footer { margin-top: 1.25rem; padding-top: 0.75rem; border-top: 1px solid var(--line);
  color: var(--quiet); font-size: 0.875rem; }
footer p { margin: 0; }
@media (max-width: 40em) {
  .wide table { min-width: 38rem; }
}
@media (max-width: 30em) {
  tbody th { padding-right: 0.4rem; -webkit-hyphens: auto; hyphens: auto; }
  td.number, th.number { padding-left: 0.5rem; }
  th.bar { width: 30%; }
  tbody .kept { white-space: normal; }
  .many svg.bar { display: none; }
  .many th.bar, .many td.bar { width: auto; text-align: right; }
  .many td.bar .number { min-width: 0; padding-right: 0; }
  .many thead th { font-size: 0.8125rem; }
}
@media (min-width: 40em) {
  body { padding: 2rem 1.5rem 4rem; }
  main { padding: 2.5rem 3rem 1.75rem; }
  .facts > div { grid-template-columns: 10.5rem 1fr; }
  .facts dt { grid-row: 1 / span 30; }
  .facts dd { grid-column: 2; }
}
@page { size: A4; margin: 12mm 13mm 14mm; @bottom-right { content: counter(page) " / "
  counter(pages); font: 8pt sans-serif; color: #645849; } }
@media print {
  .wide { overflow: visible; }
  .wide th, .wide td { min-width: 0; }
  :root { --table: #fff; --paper: #fff; --ink: #000; --sunken: #f1ece3; }
  html { font-size: 8.3pt; }
  body { padding: 0; font-size: 1rem; line-height: 1.34; }
  main { max-width: none; padding: 0.7rem 0 0; border-width: 3px 0 0; border-radius: 0;
    box-shadow: none; }
  h1 { font-size: 1.75rem; }
  h2 { margin: 0.95rem 0 0.25rem; font-size: 1.15rem; }
  h3 { margin: 0.6rem 0 0.15rem; font-size: 1rem; }
  p, li { margin-bottom: 0.15rem; }
  .lead { margin: 0.35rem 0 0.7rem; font-size: 1.1rem; }
  .figures { margin-bottom: 0.6rem; padding: 0.45rem 0; }
  .figures b { font-size: 1.55rem; }
  .facts > div { grid-template-columns: 12rem 1fr; padding: 0.2rem 0; }
  .facts { margin-bottom: 0.8rem; }
  .facts dt { grid-row: 1 / span 30; }
  .facts dd { grid-column: 2; }
  th, td { padding: 0.12rem 0; }
  h1, h2, h3, thead { break-after: avoid; }
  li, tr, .facts > div { break-inside: avoid; }
  .dense { columns: 2; column-gap: 8mm; }
  .dense > section:first-child > h2, .body > section:first-child > h2 { margin-top: 0; }
  .dense table { break-inside: avoid; }
  .dense th.bar { width: 32%; }

  a { color: inherit; text-decoration: none; }
  .source-mark { min-width: 0; padding: 0 0.15em; background: none; color: var(--accent);
    font-size: 0.72em; line-height: 1; vertical-align: super; display: inline; margin-left: 0.1em; }
  .where { display: none; }
  .sources { margin-top: 1.1rem; font-size: 0.85rem; }
  .sources h2 { margin-top: 0.6rem; font-size: 1rem; }
  .sources ol { columns: 2; }
  .sources li { margin-bottom: 0.08rem; }
  footer { margin-top: 0.7rem; padding-top: 0.4rem; font-size: 0.85rem; }
  svg.bar rect, .missing, main { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
