import type { ReportChange, ReportScore } from '../report-model.js'
import { byEffect } from '../tenant-summary.js'
import { counted, countedWords, dayWords, SEVERITY_WORDS, uncountedWords, resultWords } from '../words.js'
import { html, type Content, type Markup } from './markup.js'
import { mark, own, type TenantPage } from './tenant-page.js'

const FIXES = 5
const CHANGES = 8

/** The page for those who read one page: the score with what it is of, the worst areas, what to do next, what changed. */
export function summaryChapter(page: TenantPage): Markup {
  const { score, areas } = page.report
  return html`<section class="chapter" id="${page.anchor('summary')}">
    ${page.heading(0, 'Summary')} ${scorePicture(score)} ${tiles(page, score)} ${areas.length > 0 && areaTable(page)}
    ${nextFixes(page)} ${changes(page)}
  </section> `
}

/** The score, what it counts, and what it leaves out. */
export function scorePicture(score: ReportScore): Markup {
  const left = uncountedWords(score)
  const percent = score.percent === null ? html`–` : html`${score.percent}<small> %</small>`
  return html`<div class="score">
    <div class="big">${percent}</div>
    <div>
      <p><strong>${countedWords(score)}</strong></p>
      ${left.length > 0 && html`<p class="soft">Not counted: ${left.join(' · ')}.</p>`} ${bar(score)}
    </div>
  </div> `
}

/** The percentage as a bar; the number stands beside it. */
export function bar({ percent }: ReportScore): Content {
  return percent !== null && html`<div class="bar" aria-hidden="true"><i style="width:${percent}%"></i></div>`
}

function tiles(page: TenantPage, score: ReportScore): Markup {
  const notAssessed = score.notPermitted + score.notLicensed + score.notRead + score.error
  const all: [string, number, string][] = [
    ['fails', score.fail, 'fail'],
    ['evidence', score.pass, 'pass'],
    ['exceptions', score.excepted, 'excepted'],
    ['manual', score.manual, 'wait for a person'],
    ['not-assessed', notAssessed, 'not assessed'],
    ['evidence', score.notApplicable, 'not applicable'],
  ]
  return html`<ul class="tiles">
    ${all.map(([place, count, what]) => html`<li>${page.to(place, html`<b>${count}</b><span>${what}</span>`)}</li>`)}
  </ul> `
}

function areaTable(page: TenantPage): Markup {
  const rows = page.report.areas.map(({ area, score }, index) => {
    const notAssessed = score.notPermitted + score.notLicensed + score.notRead + score.error
    return html`<tr>
      <th scope="row">${page.to(`area${index + 1}`, area)}</th>
      <td>${bar(score)}</td>
      <td class="number">${score.percent === null ? '–' : `${score.percent} %`}</td>
      <td class="number">${score.fail}</td>
      <td class="number">${score.pass}</td>
      <td class="number">${notAssessed}</td>
    </tr>`
  })
  return html`${page.heading(1, 'Areas, worst first')}
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Area</th>
            <th scope="col">Passed of judged</th>
            <th scope="col" class="number">Score</th>
            <th scope="col" class="number">Fail</th>
            <th scope="col" class="number">Pass</th>
            <th scope="col" class="number">Not assessed</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div> `
}

function nextFixes(page: TenantPage): Content {
  const failing = page.withResult('fail').map(({ control }) => ({ control: control.id, tenants: 1 }))
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
            <span class="soft">${SEVERITY_WORDS[control.severity]} · ${control.area}</span
            ><br />${own(page.verdictOf(control.id)?.reason)}
          </li>`,
      )}
    </ol> `
}

function changes(page: TenantPage): Content {
  const { previous, changes: all } = page.report
  if (!previous)
    return html`${page.heading(1, 'What changed')}
      <p class="soft">There is no earlier assessment to compare with.</p>`
  const shown = all.slice(0, CHANGES)
  const more = all.length - shown.length
  return html`${page.heading(1, `What changed since ${dayWords(previous.at)}`)}
  ${
    all.length === 0
      ? html`<p class="soft">Every control says what it said then.</p>`
      : html`<div class="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">Control</th>
                <th scope="col">Then</th>
                <th scope="col">Now</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              ${shown.map((change) => changeRow(page, change))}
            </tbody>
          </table>
        </div>`
  }
  ${more > 0 && html`<p class="faint">${counted(more, 'more change')} in the report as JSON.</p>`}`
}

function changeRow(page: TenantPage, { control, from, to, objects }: ReportChange): Markup {
  const now = page.verdictOf(control)
  const cause = now?.result === to ? now.cause : null
  const why = objects.map(({ name, kind, by, at }) => {
    const who = by === null ? null : html` by ${own(by)}`
    return html`<div>${own(name)} ${kind}${who}${at !== null && ` on ${dayWords(at)}`}</div>`
  })
  return html`<tr>
    <th scope="row">${page.toControl(control)}</th>
    <td>${from === null ? 'Not judged' : resultWords({ result: from, cause: null })}</td>
    <td>${mark({ result: to, cause })}</td>
    <td>${why.length > 0 ? why : html`<span class="soft">Nothing known</span>`}</td>
  </tr>`
}
