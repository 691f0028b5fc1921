import type { ReportHead, TenantOverview } from '../report-model.js'
import type { Rules } from '../rules.js'
import { percentOf } from '../tenant-summary.js'
import { counted, dayWords, SEVERITY_WORDS } from '../words.js'
import { html, type Content, type Markup } from './markup.js'
import { bar } from './summary.js'
import { own } from './tenant-page.js'

const FIXES = 10

/** All tenants at a glance: who is worst, and which fix has the most effect. */
export function fleetChapter(head: ReportHead, rules: Rules): Markup {
  const { overview } = head
  const judged = overview.filter(({ score }) => score.percent !== null)
  const worst = overview.toSorted((a, b) => (a.score.percent ?? 101) - (b.score.percent ?? 101))
  return html`<section class="chapter" id="summary">
    <h2>Summary</h2>
    <p><strong>${average(judged)}</strong></p>
    ${fixes(head, rules)}
    <h3>Tenants, worst first</h3>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Tenant</th>
            <th scope="col">Passed of judged</th>
            <th scope="col" class="number">Score</th>
            <th scope="col" class="number">Fail</th>
            <th scope="col" class="number">Pass</th>
            <th scope="col" class="number">Excepted</th>
            <th scope="col" class="number">Not assessed</th>
            <th scope="col">Data of</th>
          </tr>
        </thead>
        <tbody>
          ${worst.map((tenant) => tenantRow(tenant, overview.indexOf(tenant)))}
        </tbody>
      </table>
    </div>
  </section> `
}

function average(judged: readonly TenantOverview[]): string {
  if (judged.length === 0) return 'No tenant has a score yet.'
  const sum = (what: 'pass' | 'fail') => judged.reduce((total, { score }) => total + score[what], 0)
  const all = { pass: sum('pass'), fail: sum('fail') }
  return `Of ${all.pass + all.fail} controls judged in ${counted(judged.length, 'tenant')}, ${all.pass} pass: ${percentOf(all)} %.`
}

function fixes({ failing }: ReportHead, rules: Rules): Content {
  const first = failing.slice(0, FIXES).flatMap(({ control, tenants }) => {
    const rule = rules.control(control)
    return rule ? [{ rule, tenants }] : []
  })
  if (first.length === 0) return false
  return html`<h3>Fixes with the most effect</h3>
    <ol class="next">
      ${first.map(({ rule, tenants }) => html`<li><b>${rule.title}</b> <span class="soft">${SEVERITY_WORDS[rule.severity]} · ${rule.area}</span><br />Fails in ${counted(tenants, 'tenant')}.</li>`)}
    </ol>`
}

function tenantRow({ tenant, score, snapshot }: TenantOverview, index: number): Markup {
  const notAssessed = score.notPermitted + score.notLicensed + score.notRead + score.error
  return html`<tr>
    <th scope="row"><a href="#t${index + 1}-summary">${own(tenant.name)}</a></th>
    <td>${bar(score)}</td>
    <td class="number">${score.percent === null ? '–' : `${score.percent} %`}</td>
    <td class="number">${score.fail}</td>
    <td class="number">${score.pass}</td>
    <td class="number">${score.excepted}</td>
    <td class="number">${notAssessed}</td>
    <td>${snapshot ? dayWords(snapshot.startedAt) : 'Never read'}</td>
  </tr>`
}
