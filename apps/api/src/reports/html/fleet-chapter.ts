import { percentOf } from '../../assessments/score.js'
import type { ReportHead, TenantOverview } from '../report-model.js'
import type { Rules } from '../rules.js'
import { worseFirst } from '../tenant-summary.js'
import { counted, dayWords, SEVERITY_WORDS } from '../words.js'
import { html, type Content, type Markup } from './markup.js'
import { scoreTable } from './score.js'
import { own } from './tenant-page.js'

const FIXES = 10

/** All tenants at a glance: who is worst, and which fix has the most effect. */
export function fleetChapter(head: ReportHead, rules: Rules): Markup {
  const { overview } = head
  const rows = overview
    .map((tenant, index) => ({ of: tenantLink(tenant, index), score: tenant.score }))
    .toSorted((one, other) => worseFirst(one.score, other.score))
  return html`<section class="chapter" id="summary">
    <h2>Summary</h2>
    <p><strong>${sumWords(overview)}</strong></p>
    ${fixes(head, rules)}
    <h3>Tenants, worst first</h3>
    ${scoreTable('Tenant', rows)}
  </section> `
}

function tenantLink({ tenant, snapshot }: TenantOverview, index: number): Markup {
  const data = snapshot?.startedAt ? `Data of ${dayWords(snapshot.startedAt)}` : 'Never assessed'
  return html`<a href="#t${index + 1}-summary">${own(tenant.name)}</a><br /><span class="faint">${data}</span>`
}

function sumWords(overview: readonly TenantOverview[]): string {
  const judged = overview.filter(({ score }) => score.judged > 0)
  if (judged.length === 0) return 'No tenant has a score yet.'
  const passed = judged.reduce((sum, { score }) => sum + score.passed, 0)
  const all = judged.reduce((sum, { score }) => sum + score.judged, 0)
  return `Of ${counted(all, 'verdict')} in ${counted(judged.length, 'tenant')} that are a pass or a fail, ${passed} are a pass: ${percentOf(passed, all)} %.`
}

function fixes({ failing }: ReportHead, rules: Rules): Content {
  const first = failing.slice(0, FIXES).flatMap(({ control, tenants }) => {
    const rule = rules.control(control)
    return rule ? [{ rule, tenants }] : []
  })
  if (first.length === 0) return false
  return html`<h3>Fixes with the most effect</h3>
    <ol class="next">
      ${first.map(
        ({ rule, tenants }) =>
          html`<li>
            <b>${rule.title}</b> <span class="soft">${SEVERITY_WORDS[rule.severity]} · ${rule.area}</span><br />
            Fails in ${counted(tenants, 'tenant')}.
          </li>`,
      )}
    </ol>`
}
