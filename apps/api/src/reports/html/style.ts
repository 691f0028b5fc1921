import type { ReportBranding } from '../../compliance/branding.service.js'
import { cssString } from './markup.js'

/** What runs along the edges of each printed page. */
export interface RunningWords {
  left: string
  right: string
  footer: string
}

/** The one style sheet of a report: on paper of any size, on a light and on a dark screen, and in grey. */
export function styleSheet({ accentColour }: Pick<ReportBranding, 'accentColour'>, running: RunningWords): string {
  return `
:root {
  color-scheme: light;
  --accent: ${/^#[0-9a-f]{6}$/i.test(accentColour) ? accentColour : '#3d4fc4'};
  --ink: #16181d; --soft: #4d535e; --faint: #6b7280; --line: #d5d9e0; --wash: #f5f6f8; --paper: #fff; --desk: #eceef1;
  --good: #17693c; --good-wash: #eaf6ee; --bad: #a61b1b; --bad-wash: #fdeeee; --warn: #8a5300; --warn-wash: #fdf4e3;
}
* { box-sizing: border-box; }
html { background: var(--desk); -webkit-text-size-adjust: 100%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body {
  margin: 0 auto; max-width: 880px; padding: 48px 56px 72px; background: var(--paper); color: var(--ink);
  font: 14px/1.5 "Segoe UI", Inter, system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; hyphens: manual;
}
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 0; font-weight: 650; break-after: avoid; text-wrap: balance; }
h1 { font-size: 34px; letter-spacing: -0.02em; }
h2 { font-size: 22px; letter-spacing: -0.01em; margin: 0 0 14px; padding-top: 10px; border-top: 3px solid var(--accent); }
h3 { font-size: 16px; margin: 26px 0 8px; }
h4 { font-size: 14px; margin: 20px 0 4px; }
h5 { font-size: 13px; margin: 12px 0 2px; }
p { margin: 0 0 8px; max-width: 76ch; orphans: 3; widows: 3; }
ul, ol { margin: 4px 0 8px; padding-left: 20px; max-width: 76ch; }
li { margin: 2px 0; }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--faint); text-underline-offset: 2px; }
section { margin-top: 48px; }
section section { margin-top: 32px; } section > h2 + section { margin-top: 0; }
.soft { color: var(--soft); } .faint { color: var(--faint); font-size: 12px; }
.mono { font: 12px/1.45 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
.own { unicode-bidi: isolate; }
.number { text-align: right; white-space: nowrap; }

.cover { display: flex; flex-direction: column; min-height: 620px; margin: 0; border-top: 10px solid var(--accent); padding-top: 40px; }
.cover .from { font-size: 16px; font-weight: 600; min-height: 48px; }
.cover .logo { display: block; max-width: 240px; max-height: 72px; }
.cover .about { margin: auto 0; padding: 48px 0; }
.cover .about p { font-size: 18px; color: var(--soft); margin: 10px 0 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 6px 24px; margin: 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; }
.contents ol { list-style: none; padding: 0; margin: 0; max-width: none; }
.contents li { padding: 7px 0; border-bottom: 1px solid var(--line); margin: 0; }
.contents li li { border: 0; padding: 2px 0 2px 20px; color: var(--soft); }
.contents a { text-decoration: none; }

.score { display: grid; grid-template-columns: max-content 1fr; gap: 8px 32px; align-items: center; margin: 8px 0 20px; break-inside: avoid; }
.score .big { font-size: 60px; line-height: 1; font-weight: 650; letter-spacing: -0.04em; }
.score .big small { font-size: 26px; font-weight: 500; letter-spacing: 0; }
.score p { margin: 0 0 4px; }
.bar { display: flex; height: 12px; border: 1px solid var(--ink); border-radius: 2px; overflow: hidden; background: var(--paper); min-width: 90px; }
.bar i { display: block; background: var(--ink); }
table .bar { height: 9px; margin-top: 5px; border-color: var(--soft); } table .bar i { background: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: 8px; margin: 0 0 24px; padding: 0; list-style: none; max-width: none; }
.tiles li { border: 1px solid var(--line); border-radius: 4px; padding: 8px 10px; margin: 0; break-inside: avoid; }
.tiles b { display: block; font-size: 22px; line-height: 1.2; font-weight: 600; }
.tiles a { text-decoration: none; display: block; } .tiles span { color: var(--soft); font-size: 12px; }

table { width: 100%; border-collapse: collapse; margin: 6px 0 14px; font-size: 13px; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 12px; font-weight: 600; color: var(--soft); border-bottom-color: var(--ink); white-space: nowrap; }
tbody th { font-weight: 500; }
tr.decides td { background: var(--bad-wash); } tr.decides td:first-child { box-shadow: inset 3px 0 0 var(--bad); padding-left: 10px; }
table.evidence { table-layout: fixed; }
.evidence .object { width: 31%; } .evidence .found { width: 31%; } .evidence .wanted { width: 19%; }

.is { display: inline-block; border: 1px solid var(--soft); border-radius: 3px; padding: 0 6px; font-size: 11px; line-height: 18px; font-weight: 600; white-space: nowrap; }
.is-fail { background: var(--bad); border-color: var(--bad); color: var(--paper); }
.is-pass { color: var(--good); border-color: var(--good); background: var(--good-wash); }
.is-excepted { color: var(--warn); border-color: var(--warn); background: var(--warn-wash); }
.is-manual { border-style: dotted; }
.is-notAssessed { border-style: dashed; color: var(--soft); }
.is-notApplicable { border-color: transparent; color: var(--soft); padding-left: 0; }

article { padding: 14px 0 10px; border-bottom: 1px solid var(--line); }
article > h3, article > h4, article > h5 { margin-top: 0; }
article > p.faint { margin: 6px 0 0; }
article .is { margin-right: 8px; vertical-align: 1px; }
.meta { color: var(--soft); font-size: 12px; margin: 2px 0 8px; }
.todo { border-left: 3px solid var(--accent); padding: 2px 0 2px 14px; margin: 10px 0 8px; }
.todo p:first-child { font-weight: 600; margin-bottom: 2px; }
.note { border-left: 3px solid var(--warn); padding-left: 12px; margin: 8px 0; color: var(--ink); }
.next { counter-reset: next; list-style: none; padding: 0; max-width: none; }
.next li { counter-increment: next; padding: 8px 0 8px 32px; position: relative; border-bottom: 1px solid var(--line); break-inside: avoid; }
.next li::before { content: counter(next); position: absolute; left: 2px; font-size: 18px; line-height: 20px; font-weight: 600; color: var(--faint); }
.next b { font-weight: 600; }

@media screen and (max-width: 640px) {
  body { padding: 24px 18px 48px; }
  h1 { font-size: 28px; } .cover { min-height: 0; } .score { grid-template-columns: 1fr; } .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: 8px; }
  .wide { overflow-x: auto; } .wide table { min-width: 520px; }
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --ink: #e8eaee; --soft: #a9b0bc; --faint: #8a919e; --line: #343941; --wash: #1d2026; --paper: #15171b; --desk: #0d0e11;
    --good: #6fd39b; --good-wash: #14291d; --bad: #f08a84; --bad-wash: #2c1716; --warn: #e7b45c; --warn-wash: #2b2110;
  }
}
@page {
  margin: 20mm 16mm 19mm;
  @top-left { content: ${cssString(running.left)}; ${EDGE} vertical-align: middle; }
  @top-right { content: ${cssString(running.right)}; ${EDGE} vertical-align: middle; }
  @bottom-left { content: ${cssString(running.footer)}; ${EDGE} }
  @bottom-right { content: counter(page) " / " counter(pages); ${EDGE} }
}
@page :first { @top-left { content: none; } @top-right { content: none; } @bottom-left { content: none; } @bottom-right { content: none; } }
@media print {
  html, body { background: none; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  section { margin-top: 0; } .chapter { break-before: page; } .chapter .chapter { break-before: auto; margin-top: 20px; }
  table { font-size: 8.5pt; } .cover { min-height: 235mm; break-after: page; }
  .mono { font-size: 7.5pt; } .meta, .faint, thead th, .tiles span { font-size: 8pt; }
  .meta, .lead { break-after: avoid; break-inside: avoid; } .todo, .note { break-inside: avoid; }
  th, td { padding-top: 4px; padding-bottom: 4px; } .next li { padding-top: 5px; padding-bottom: 5px; } .tiles { margin-bottom: 16px; }
  a { text-decoration: none; }
}
`
}

const EDGE = 'font: 8pt "Segoe UI", Inter, system-ui, Arial, sans-serif; color: #6b7280;'
