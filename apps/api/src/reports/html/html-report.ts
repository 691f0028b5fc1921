import type { ReportHead, ReportModel, TenantReport } from '../report-model.js'
import { Rules } from '../rules.js'
import { dayWords, subjectOf } from '../words.js'
import { appendix, legend } from './appendix.js'
import { cover } from './cover.js'
import { decisionsChapter } from './decisions-chapter.js'
import { fleetChapter } from './fleet-chapter.js'
import { frameworkChapter, frameworkTable, placeOf } from './framework-chapter.js'
import { html, Markup, type Content } from './markup.js'
import { evidenceChapter, failuresChapter } from './result-chapters.js'
import { styleSheet } from './style.js'
import { summaryChapter } from './summary.js'
import { own, TenantPage } from './tenant-page.js'

/** What a report may do in a browser: show itself. Nothing is loaded and nothing runs. */
export const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Writes a report as a page that needs nothing else, made for print as much as for the screen. */
export async function* htmlReport({ head, branding, tenants }: ReportModel): AsyncGenerator<string> {
  const rules = new Rules(head)
  const title = `Compliance report: ${subjectOf(head)}`
  const running = {
    left: title,
    right: head.asOf === null ? '' : `Data of ${dayWords(head.asOf)}`,
    footer: branding.footer === '' ? branding.name : branding.footer,
  }
  yield html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="${head.product.name} ${head.product.version}" />
        <title>${title}</title>
        <style>
          ${new Markup(styleSheet(branding, running))}
        </style>
      </head>
      <body>
        <main>${cover(head, branding)}
     `.text
  if (head.scope === 'tenants') yield* [contentsOfMany(head), fleetChapter(head, rules)].map(({ text }) => text)
  let position = 0
  for await (const tenant of tenants) {
    position += 1
    for (const part of tenantParts(head, rules, tenant, position)) yield part.text
  }
  yield html`${legend()}</main>
</body>
</html>
`.text
}

function* tenantParts(head: ReportHead, rules: Rules, tenant: TenantReport, position: number): Generator<Markup> {
  const alone = head.scope === 'tenant'
  const page = new TenantPage(rules, tenant, `t${position}`, alone ? 2 : 3)
  if (alone) yield contentsOfOne(head, page)
  else yield html`<section class="chapter"><h2>${own(tenant.tenant.name)}</h2> `
  if (tenant.verdicts.length === 0) yield neverAssessed(page)
  else yield* chapters(head, page)
  if (!alone)
    yield html`</section>
`
}

function* chapters(head: ReportHead, page: TenantPage): Generator<Markup> {
  yield summaryChapter(page)
  if (!head.byFramework) yield html`${frameworkTable(page)}`
  yield* failuresChapter(page)
  if (head.byFramework) for (const framework of head.frameworks) yield frameworkChapter(page, framework)
  yield* evidenceChapter(page)
  yield decisionsChapter(page)
  yield appendix(page)
}

function neverAssessed(page: TenantPage): Markup {
  return html`<section class="chapter" id="${page.anchor('summary')}">
    ${page.heading(0, 'Not assessed yet')}
    <p>No assessment of this tenant has ended, so there is nothing to report. It neither passes nor fails.</p>
  </section> `
}

function contentsOfOne(head: ReportHead, page: TenantPage): Markup {
  if (page.report.verdicts.length === 0) return html``
  const frameworks = head.byFramework
    ? head.frameworks.map((framework) => page.to(placeOf(page, framework), `${framework.name} ${framework.version}`))
    : []
  const areas = page.report.areas.map(({ area }, index) => html`<li>${page.to(`area${index + 1}`, area)}</li>`)
  return contents([
    page.to('summary', 'Summary'),
    page.to('fails', 'What fails, and what to do'),
    ...frameworks,
    html`${page.to('evidence', 'Controls and evidence by area')}
      <ol>
        ${areas}
      </ol>`,
    page.to('decisions', 'Exceptions, attestations and manual work'),
    html`${page.to('appendix', 'Appendix')}
      <ol>
        <li>${page.to('not-assessed', 'What was not assessed, and why')}</li>
        <li>${page.to('sources', 'Data sources')}</li>
      </ol>`,
    html`<a href="#reading">How to read this report</a>`,
  ])
}

function contentsOfMany({ overview }: ReportHead): Markup {
  return contents([
    html`<a href="#summary">Summary</a>`,
    html`Tenants
      <ol>
        ${overview.map(({ tenant }, index) => html`<li><a href="#t${index + 1}-summary">${own(tenant.name)}</a></li>`)}
      </ol>`,
    html`<a href="#reading">How to read this report</a>`,
  ])
}

function contents(entries: readonly Content[]): Markup {
  return html`<nav class="contents chapter" aria-label="Contents">
    <h2>Contents</h2>
    <ol>
      ${entries.map((entry) => html`<li>${entry}</li>`)}
    </ol>
  </nav> `
}
