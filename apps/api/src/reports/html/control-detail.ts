import type { ReportControl, ReportEvidence, ReportVerdict } from '../report-model.js'
import { counted, dayWords, SEVERITY_WORDS, valueWords } from '../words.js'
import { html, link, type Content, type Markup } from './markup.js'
import { mark, own, type TenantPage } from './tenant-page.js'

/** More than this is read by machines: the other formats hold all of it. */
const MOST_ROWS = 20
const LONGEST_VALUE = 400

/** Everything said of one control in a tenant: why, by which evidence, and what to do. */
export function controlDetail(page: TenantPage, control: ReportControl, verdict: ReportVerdict): Markup {
  return html`<article id="${page.anchor(page.placeOf(control.id))}">
    ${page.heading(1, [mark(verdict), control.title])}
    <p class="meta">${aboutLine(control, verdict)}</p>
    <p class="lead">${own(verdict.reason)}</p>
    ${verdict.warnings.map((warning) => html`<p class="note"><strong>Mind:</strong> ${own(warning)}</p>`)}
    ${evidenceTable(verdict)} ${decisionLine(page, verdict)} ${verdict.standing === 'fail' && remedy(control, verdict)}
    ${answers(page, control)}
  </article> `
}

function aboutLine({ id, area, severity }: ReportControl, { since }: ReportVerdict): Content {
  const parts = [`${SEVERITY_WORDS[severity]} severity`, area, ...(since ? [`since ${dayWords(since)}`] : [])]
  return html`${parts.join(' · ')} · <span class="mono">${id}</span>`
}

function answers(page: TenantPage, { id }: ReportControl): Content {
  const references = page.rules.referenceWords(id)
  return references.length > 0 && html`<p class="faint">Answers ${references.join(' · ')}</p>`
}

function evidenceTable({ evidence, evidenceLeftOut, standing }: ReportVerdict): Content {
  if (evidence.length === 0) return evidenceLeftOut > 0 && leftOut(evidenceLeftOut)
  const first = evidence.toSorted((a, b) => Number(a.ok) - Number(b.ok)).slice(0, MOST_ROWS)
  const more = evidence.length - first.length + evidenceLeftOut
  const asked = first.some(({ expected }) => expected !== null)
  return html`<div class="wide">
      <table class="evidence" aria-label="What decided">
        <thead>
          <tr>
            <th scope="col" class="object">Object</th>
            <th scope="col">Property</th>
            <th scope="col" class="found">Found</th>
            ${asked && html`<th scope="col" class="wanted">Wanted</th>`}
          </tr>
        </thead>
        <tbody>
          ${first.map((item) => evidenceRow(item, asked, standing === 'pass'))}
        </tbody>
      </table>
    </div>
    ${more > 0 && leftOut(more)}`
}

function evidenceRow(
  { object, id, property, value, expected, ok }: ReportEvidence,
  asked: boolean,
  passed: boolean,
): Markup {
  return html`<tr${!ok && !passed && html` class="decides"`}><td>${own(object)}${id !== null && id !== object && html`<br /><span class="mono faint">${id}</span>`}</td><td class="mono">${property}</td><td class="mono">${own(shortened(value))}</td>${asked && html`<td>${expected}</td>`}</tr>`
}

function shortened(value: unknown): string {
  const words = valueWords(value)
  return words.length > LONGEST_VALUE ? `${words.slice(0, LONGEST_VALUE)}… (${words.length} characters)` : words
}

function leftOut(count: number): Markup {
  return html`<p class="faint">${counted(count, 'more object')} in the report as JSON with full evidence.</p>`
}

function decisionLine(page: TenantPage, { exception, attestation }: ReportVerdict): Content {
  const { exceptions, attestations } = page.report
  const excepted = exceptions.find(({ id }) => id === exception)
  const attested = attestations.find(({ id }) => id === attestation)
  return [
    excepted?.status === 'active' &&
      html`<p class="note">
        ${page.to('exceptions', 'Exception')}${excepted.decidedBy !== null && [' approved by ', own(excepted.decidedBy)]}
        until ${dayWords(excepted.expiresAt)}: ${own(excepted.reason)}
      </p>`,
    excepted?.status === 'requested' &&
      html`<p class="note">
        ${page.to('exceptions', 'An exception')} was asked for by ${own(excepted.requestedBy)} and is not approved.
      </p>`,
    attested &&
      html`<p class="note">
        ${page.to('attestations', 'Attested')} by ${own(attested.by)} on ${dayWords(attested.at)}, valid until
        ${dayWords(attested.validUntil)}.
      </p>`,
  ]
}

function remedy({ remediation, rationale }: ReportControl, { licence }: ReportVerdict): Markup {
  return html`<div class="todo">
    <p>What to do</p>
    <p class="soft">${rationale}</p>
    <ol>
      ${remediation.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p><strong>Impact:</strong> ${remediation.impact}</p>
    ${licence !== null && html`<p><strong>Licence:</strong> it needs ${licence}, which the tenant lacks.</p>`}
    ${remediation.link !== null && html`<p>${link(remediation.link, remediation.link)}</p>`}
  </div>`
}
