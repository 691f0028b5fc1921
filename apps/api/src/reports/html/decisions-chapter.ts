import type { ReportAttestation, ReportException } from '../report-model.js'
import { dayWords } from '../words.js'
import { html, type Content, type Markup } from './markup.js'
import { mark, own, type TenantPage } from './tenant-page.js'

/** What people decided: exceptions, attestations, and what still waits for them. */
export function decisionsChapter(page: TenantPage): Markup {
  return html`<section class="chapter">
    ${page.heading(0, 'Exceptions, attestations and manual work', 'decisions')}
    ${page.heading(1, 'Exceptions', 'exceptions')} ${exceptionTable(page)}
    ${page.heading(1, 'Attestations', 'attestations')} ${attestationTable(page)}
    ${page.heading(1, 'Waiting for a person', 'manual')} ${manualTable(page)}
  </section> `
}

function exceptionTable(page: TenantPage): Content {
  const { exceptions } = page.report
  if (exceptions.length === 0) return html`<p class="soft">None.</p>`
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">Control</th>
          <th scope="col">Reason</th>
          <th scope="col">Instead</th>
          <th scope="col">Asked for</th>
          <th scope="col">Approved</th>
          <th scope="col">Ends</th>
        </tr>
      </thead>
      <tbody>
        ${exceptions.map((exception) => exceptionRow(page, exception))}
      </tbody>
    </table>
  </div>`
}

function exceptionRow(page: TenantPage, exception: ReportException): Markup {
  const { control, reason, compensatingControl, requestedBy, requestedAt, decidedBy, decidedAt, expiresAt } = exception
  const approved =
    decidedBy !== null && decidedAt !== null ? html`${own(decidedBy)}, ${dayWords(decidedAt)}` : html`<em>Not yet</em>`
  return html`<tr>
    <th scope="row">${page.toControl(control)}</th>
    <td>${own(reason)}</td>
    <td>${own(compensatingControl ?? '–')}</td>
    <td>${own(requestedBy)}, ${dayWords(requestedAt)}</td>
    <td>${approved}</td>
    <td>${dayWords(expiresAt)}</td>
  </tr>`
}

function attestationTable(page: TenantPage): Content {
  const { attestations } = page.report
  if (attestations.length === 0) return html`<p class="soft">None.</p>`
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">Control</th>
          <th scope="col">Says</th>
          <th scope="col">Statement</th>
          <th scope="col">By</th>
          <th scope="col">Valid until</th>
        </tr>
      </thead>
      <tbody>
        ${attestations.map((attestation) => attestationRow(page, attestation))}
      </tbody>
    </table>
  </div>`
}

function attestationRow(
  page: TenantPage,
  { control, verdict, statement, by, at, validUntil, attachment }: ReportAttestation,
): Markup {
  const attached =
    attachment &&
    html`<br /><span class="faint"
        >Attached: ${own(attachment.name)}, SHA-256 <span class="mono">${attachment.sha256}</span></span
      >`
  return html`<tr>
    <th scope="row">${page.toControl(control)}</th>
    <td>${mark({ standing: verdict, cause: null })}</td>
    <td>${own(statement)}${attached}</td>
    <td>${own(by)}, ${dayWords(at)}</td>
    <td>${dayWords(validUntil)}</td>
  </tr>`
}

function manualTable(page: TenantPage): Content {
  const waiting = page.standing('manual')
  if (waiting.length === 0) return html`<p class="soft">Nothing.</p>`
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">Control</th>
          <th scope="col">What to look at</th>
          <th scope="col">Why a person</th>
        </tr>
      </thead>
      <tbody>
        ${waiting.map(
          ({ control, verdict }) =>
            html`<tr>
              <th scope="row">${page.toControl(control.id)}</th>
              <td>${control.instructions.join(' ')}</td>
              <td>${own(verdict.reason)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
