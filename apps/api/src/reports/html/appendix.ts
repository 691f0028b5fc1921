import type { Cause } from '@tenantry/core'
import { causes } from '../../assessments/score.js'
import type { ReportSource, TenantReport } from '../report-model.js'
import { CAUSE_WORDS, counted, timeWords } from '../words.js'
import { html, type Content, type Markup } from './markup.js'
import { own, type TenantPage } from './tenant-page.js'

/** What the report could not say, and where what it says comes from. */
export function appendix(page: TenantPage): Markup {
  return html`<section class="chapter">
    ${page.heading(0, 'Appendix', 'appendix')} ${page.heading(1, 'What was not assessed, and why', 'not-assessed')}
    ${notAssessed(page)} ${page.heading(1, 'Data sources', 'sources')} ${sources(page.report)}
  </section> `
}

const MEANINGS: Record<Cause, string> = {
  notPermitted: 'A permission is missing. Any one of those named would do.',
  notLicensed: 'The tenant lacks the licence without which the provider does not answer.',
  notRead: 'No reader brought the fact.',
  error: 'Reading or judging went wrong.',
}

function notAssessed(page: TenantPage): Content {
  const all = page.standing('notAssessed')
  if (all.length === 0) return html`<p class="soft lead">Every control was assessed.</p>`
  return [
    html`<p class="soft lead">These controls neither pass nor fail, and no score counts them.</p>`,
    causes.map((cause) => {
      const these = all.filter(({ verdict }) => (verdict.cause ?? 'notRead') === cause)
      if (these.length === 0) return null
      return html`${page.heading(2, `${CAUSE_WORDS[cause]}: ${counted(these.length, 'control')}`, cause)}
        <p class="soft lead">${MEANINGS[cause]}</p>
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">Control</th>
                <th scope="col">Why</th>
                <th scope="col">What is missing</th>
              </tr>
            </thead>
            <tbody>
              ${these.map(
                ({ control, verdict }) =>
                  html`<tr>
                    <th scope="row">${page.toControl(control.id)}</th>
                    <td>${own(verdict.reason)}</td>
                    <td>
                      ${verdict.permissions.length > 0 ? html`<span class="mono">${verdict.permissions.join(' or ')}</span>` : verdict.licence}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`
    }),
  ]
}

function sources({ sources: all, snapshot }: TenantReport): Content {
  if (!snapshot) return html`<p class="soft lead">Nothing was read of this tenant yet.</p>`
  return html`<p class="soft lead">
      Snapshot ${snapshot.number},
      ${snapshot.startedAt === null ? 'no longer kept' : `begun ${timeWords(snapshot.startedAt)}`}${!snapshot.complete && ', not complete'}.
      All verdicts were made from it alone.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Read</th>
            <th scope="col" class="number">Objects</th>
            <th scope="col">Through</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(sourceRow)}
        </tbody>
      </table>
    </div>`
}

const STATUS_WORDS: Record<ReportSource['status'], string> = {
  read: 'Read',
  notApplicable: 'Not applicable',
  ...CAUSE_WORDS,
}

function sourceRow({ name, resource, status, objects, readAt, through, why, requestId }: ReportSource): Markup {
  const read =
    status === 'read' && readAt !== null
      ? timeWords(readAt)
      : html`<strong>${STATUS_WORDS[status]}</strong
          >${why !== null && [': ', own(why)]}${requestId !== null && html`<br /><span class="faint">Request <span class="mono">${requestId}</span></span>`}`
  return html`<tr>
    <th scope="row">${name}<br /><span class="mono faint">${resource}</span></th>
    <td>${read}</td>
    <td class="number">${objects ?? '–'}</td>
    <td>${through ?? '–'}</td>
  </tr>`
}

/** How to read the report; the same for every tenant. */
export function legend(): Markup {
  return html`<section>
    <h2 id="reading">How to read this report</h2>
    <dl class="facts">
      <dt>Pass, fail</dt>
      <dd>The control was judged by what is listed as its evidence.</dd>
      <dt>Excepted</dt>
      <dd>It fails, and an approved exception is in force until the day named. It is no pass.</dd>
      <dt>Manual</dt>
      <dd>No program can judge it. A person’s attestation counts until it ends.</dd>
      <dt>Not applicable</dt>
      <dd>The tenant has nothing that the control is about.</dd>
      <dt>Not permitted, not licensed, not read, error</dt>
      <dd>It was not assessed, for that reason. It is neither a pass nor a fail.</dd>
      <dt>Score</dt>
      <dd>
        Controls that pass, of those that pass or fail, in whole percent; 100 only where all pass. Nothing else counts.
      </dd>
    </dl>
  </section> `
}
