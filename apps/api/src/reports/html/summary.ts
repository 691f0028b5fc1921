import type { Score } from '../../assessments/score.js'
import type { ReportChange } from '../report-model.js'
import { byEffect } from '../tenant-summary.js'
import { counted, dayWords, SEVERITY_WORDS, standingWords } from '../words.js'
import { html, type Content, type Markup } from './markup.js'
import { scorePicture, scoreTable } from './score.js'
import { mark, own, type TenantPage } from './tenant-page.js'

const AREAS = 6
const FIXES = 5
const CHANGES = 8

/** The page for those who read one page: the score with what it is of, the worst areas, what to do next, what changed. */
export function summaryChapter(page: TenantPage): Markup {
  const { score } = page.report
  return html`<section class="chapter" id="${page.anchor('summary')}">
    ${page.heading(0, 'Summary')} ${scorePicture(score)} ${tiles(page, score)} ${worstAreas(page)} ${nextFixes(page)}
    ${changes(page)}
  </section> `
}

function tiles(page: TenantPage, { failed, passed, excepted, manual, notAssessed, notApplicable }: Score): Markup {
  const all: [string, number, string][] = [
    ['fails', failed, 'fail'],
    ['evidence', passed, 'pass'],
    ['exceptions', excepted, 'excepted'],
    ['manual', manual.open, 'wait for a person'],
    ['not-assessed', notAssessed.total, 'not assessed'],
    ['evidence', notApplicable, 'not applicable'],
  ]
  return html`<ul class="tiles">
    ${all.map(([place, count, what]) => html`<li>${page.to(place, html`<b>${count}</b><span>${what}</span>`)}</li>`)}
  </ul> `
}

function worstAreas(page: TenantPage): Content {
  const rows = areaRows(page)
  const more = rows.length - AREAS
  return html`${page.heading(1, 'Areas, worst first')} ${scoreTable('Area', rows.slice(0, AREAS))}
  ${more > 0 && html`<p class="faint">${page.to('evidence', `All ${rows.length} areas`)} stand further down.</p>`} `
}

/** The areas of a tenant, worst first, each with its score and a link to its controls. */
export function areaRows(page: TenantPage): { of: Content; score: Score }[] {
  return page.report.areas.map(({ area, score }, index) => ({ of: page.to(`area${index + 1}`, area), score }))
}

function nextFixes(page: TenantPage): Content {
  const failing = page.standing('fail').map(({ control }) => ({ control: control.id, tenants: 1 }))
  const fixes = byEffect(page.rules.controls, failing)
    .slice(0, FIXES)
    .flatMap((fix) => page.rules.control(fix.control) ?? [])
  if (fixes.length === 0) return false
  return html`${page.heading(1, 'Fix these first')}
    <ol class="next">
      ${fixes.map(
        (control) =>
          html`<li>
            <b>${page.toControl(control.id)}</b>
            <span class="soft">${SEVERITY_WORDS[control.severity]} · ${control.area}</span><br />
            ${own(page.verdictOf(control.id)?.reason)}
          </li>`,
      )}
    </ol> `
}

function changes(page: TenantPage): Content {
  const { previous, changes: all } = page.report
  if (!previous) {
    return html`${page.heading(1, 'What changed')}
      <p class="soft">There is no earlier assessment to compare with.</p>`
  }
  const shown = all.slice(0, CHANGES)
  const more = all.length - shown.length
  return html`${page.heading(1, `What changed since ${dayWords(previous.at)}`)}
  ${all.length === 0 ? html`<p class="soft">Every control says what it said then.</p>` : changeTable(page, shown)}
  ${more > 0 && html`<p class="faint">${counted(more, 'more change')} in the report as JSON.</p>`}`
}

function changeTable(page: TenantPage, shown: readonly ReportChange[]): Markup {
  return html`<div class="wide">
    <table class="changes">
      <thead>
        <tr>
          <th scope="col">Control</th>
          <th scope="col">Then</th>
          <th scope="col">Now</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (change) =>
            html`<tr>
              <th scope="row">${page.toControl(change.control)}</th>
              <td>${judgedWords(change.from)}</td>
              <td>
                ${change.to ? mark({ standing: change.to.verdict, cause: change.to.cause }) : judgedWords(change.to)}
              </td>
              <td>${becauseWords(change)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function judgedWords(judged: ReportChange['from']): string {
  return judged ? standingWords({ standing: judged.verdict, cause: judged.cause }) : 'Not judged'
}

const BECAUSE: Record<ReportChange['because'], string> = {
  objects: 'The configuration changed.',
  reading: 'What could be read changed.',
  rules: 'The configuration did not change: the control, a parameter or time did.',
  first: 'Judged for the first time.',
  gone: 'No longer judged.',
  unknown: 'One of the two snapshots is no longer kept.',
}

function becauseWords({ because, objects, more }: ReportChange): Content {
  if (objects.length === 0) return html`<span class="soft">${BECAUSE[because]}</span>`
  return [
    objects.map(
      ({ name, kind, by, at }) =>
        html`<div>${own(name)} ${kind}${by !== null && [' by ', own(by)]}${at !== null && ` on ${dayWords(at)}`}</div>`,
    ),
    more > 0 && html`<div class="soft">and ${counted(more, 'more object')}</div>`,
  ]
}
