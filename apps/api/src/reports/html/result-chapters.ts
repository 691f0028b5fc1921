import type { ReportControl } from '../report-model.js'
import { SEVERITY_WORDS } from '../words.js'
import { controlDetail } from './control-detail.js'
import { html, type Content, type Markup } from './markup.js'
import { scoreTable } from './score.js'
import { areaRows } from './summary.js'
import { mark, own, type TenantPage } from './tenant-page.js'

/** Every failing control with what decided and what to do about it. */
export function* failuresChapter(page: TenantPage): Generator<Markup> {
  const failing = page.standing('fail')
  yield html`<section class="chapter" id="${page.anchor('fails')}">
    ${page.heading(0, 'What fails, and what to do')}
    ${failing.length === 0 && html`<p class="soft lead">No control fails.</p>`}
   `
  for (const { control, verdict } of failing) yield controlDetail(page, control, verdict)
  yield html`</section>
`
}

/** All controls area by area, with the evidence of those that do not fail. */
export function* evidenceChapter(page: TenantPage): Generator<Markup> {
  yield html`<section class="chapter" id="${page.anchor('evidence')}">
    ${page.heading(0, 'Controls and evidence by area')}
    <p class="soft lead">What fails is told with its remedy ${page.to('fails', 'above')}; here it is listed only.</p>
    ${scoreTable('Area', areaRows(page))}
   `
  for (const [index, { area }] of page.report.areas.entries()) {
    const members = page.rules.controls.filter((control) => control.area === area && page.verdictOf(control.id))
    yield areaTable(page, area, index, members)
    for (const control of members) {
      const verdict = page.verdictOf(control.id)
      if (verdict && isTold(page, control)) yield controlDetail(page, control, verdict)
    }
  }
  yield html`</section>
`
}

/** Whether there is more to tell of a control than its line in the table of its area. */
function isTold(page: TenantPage, { id }: ReportControl): boolean {
  const verdict = page.verdictOf(id)
  if (!verdict || verdict.standing === 'fail') return false
  return verdict.evidence.length > 0 || verdict.warnings.length > 0 || verdict.exception !== null
}

function areaTable(page: TenantPage, area: string, index: number, members: readonly ReportControl[]): Markup {
  return html`${page.heading(1, area, `area${index + 1}`)}
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">Severity</th>
            <th scope="col">Result</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          ${members.map((control) => controlRow(page, control))}
        </tbody>
      </table>
    </div> `
}

function controlRow(page: TenantPage, control: ReportControl): Content {
  const verdict = page.verdictOf(control.id)
  if (!verdict) return null
  const told = verdict.standing === 'fail' || isTold(page, control)
  const anchor = told ? null : html` id="${page.anchor(page.placeOf(control.id))}"`
  return html`<tr${anchor}><th scope="row">${told ? page.toControl(control.id) : control.title}</th><td>${SEVERITY_WORDS[control.severity]}</td><td>${mark(verdict)}</td><td>${own(verdict.reason)}</td></tr>`
}
