import type { Standing } from '../../assessments/score.js'
import type { ReportFramework, ReportRequirement, TenantReport } from '../report-model.js'
import { STANDING_WORDS } from '../words.js'
import { html, link, type Content, type Markup } from './markup.js'
import { scorePicture, scoreTable } from './score.js'
import { mark, type TenantPage } from './tenant-page.js'

/** What a framework asks for, requirement by requirement, with the controls that answer it. */
export function frameworkChapter(page: TenantPage, framework: ReportFramework): Markup {
  const said = saidOf(page.report, framework)
  const standings = new Map(said?.requirements.map(({ requirement, standing }) => [requirement, standing]))
  const levels = framework.requirements.some(({ level }) => level !== null)
  return html`<section class="chapter" id="${page.anchor(placeOf(page, framework))}">
    ${page.heading(0, `${framework.name} ${framework.version}`)}
    <p class="soft lead">
      Published by ${framework.publisher}: ${link(framework.url, framework.url)}. A requirement is as well as the worst
      of its controls.
    </p>
    ${said && scorePicture(said.score)}
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            ${levels && html`<th scope="col">Level</th>`}
            <th scope="col">Result</th>
            <th scope="col">Controls</th>
          </tr>
        </thead>
        <tbody>
          ${framework.requirements.map((requirement) => requirementRow(page, requirement, standings.get(requirement.id), levels))}
        </tbody>
      </table>
    </div>
  </section> `
}

function requirementRow(
  page: TenantPage,
  { id, title, level, marks, controls }: ReportRequirement,
  standing: Standing | undefined,
  levels: boolean,
): Markup {
  return html`<tr>
    <th scope="row"><span class="mono">${id}</span>${title !== null && html`<br />${title}`}</th>
    ${levels && html`<td>${[level, ...marks].filter(Boolean).join(', ')}</td>`}
    <td>${standingMark(page, standing, controls)}</td>
    <td>${controls.map((control) => controlLine(page, control))}</td>
  </tr>`
}

/** With one cause, the cause says more than that it was not assessed. */
function standingMark(page: TenantPage, standing: Standing | undefined, controls: readonly string[]): Content {
  if (standing === undefined) return html`<span class="soft">Not judged</span>`
  const causes = new Set(
    controls.flatMap((control) => {
      const verdict = page.verdictOf(control)
      return verdict?.standing === 'notAssessed' ? [verdict.cause] : []
    }),
  )
  const [cause = null] = causes.size === 1 ? causes : []
  return mark({ standing, cause })
}

function controlLine(page: TenantPage, control: string): Markup {
  const verdict = page.verdictOf(control)
  return html`<div>
    ${page.toControl(control)}${verdict && html` <span class="soft">– ${STANDING_WORDS[verdict.standing]}</span>`}
  </div>`
}

/** The frameworks with their scores, where the report is not arranged by them. */
export function frameworkTable(page: TenantPage): Content {
  const rows = page.rules.frameworks.flatMap((framework) => {
    const said = saidOf(page.report, framework)
    return said ? [{ of: `${framework.name} ${framework.version}`, score: said.score }] : []
  })
  if (rows.length === 0) return false
  return html`<section>
    ${page.heading(1, 'Frameworks')}
    <p class="soft lead">
      How the same controls stand as each framework asks for them. A report by framework lists its requirements.
    </p>
    ${scoreTable('Framework', rows)}
  </section> `
}

/** The name of the place where a framework's chapter begins. */
export function placeOf(page: TenantPage, framework: ReportFramework): string {
  return `framework${page.rules.frameworks.indexOf(framework) + 1}`
}

function saidOf(report: TenantReport, { id }: ReportFramework): TenantReport['frameworks'][number] | undefined {
  return report.frameworks.find(({ framework }) => framework === id)
}
