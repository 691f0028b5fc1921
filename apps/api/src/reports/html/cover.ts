import type { ReportBranding } from '../../compliance/branding.service.js'
import type { ReportHead, TenantOverview } from '../report-model.js'
import { counted, dayWords, subjectOf, timeWords } from '../words.js'
import { html, Markup, type Content } from './markup.js'
import { own } from './tenant-page.js'

/** The first page: whose report, about whom, of which time, made from which versions. */
export function cover(head: ReportHead, branding: ReportBranding): Markup {
  const { scope, overview, organization } = head
  const [first] = overview
  const subject = scope === 'tenant' && first ? first.tenant.domain : `Managed by ${organization.name}`
  return html`<section class="cover">
    <div class="from">${logo(branding)}</div>
    <div class="about">
      <p>Compliance report</p>
      <h1>${own(subjectOf(head))}</h1>
      ${subject !== null && html`<p>${own(subject)}</p>`}
    </div>
    <dl class="facts">
      ${facts(head).map(
        ([term, fact]) =>
          html`<dt>${term}</dt>
            <dd>${fact}</dd>`,
      )}
    </dl>
    ${branding.footer !== '' && html`<p class="soft" style="margin-top:32px">${branding.footer}</p>`}
  </section> `
}

function logo({ name, logo: picture }: ReportBranding): Content {
  if (!picture) return name
  const address = new Markup(`data:image/png;base64,${picture.toString('base64')}`)
  return html`<img class="logo" src="${address}" alt="${name}" />`
}

function facts(head: ReportHead): [string, Content][] {
  const { scope, overview, product, madeAt, byFramework, frameworks } = head
  const [first] = overview
  const versions = frameworks.map(({ name, version }) => `${name} ${version}`).join(', ')
  return [
    ...(scope === 'tenant' && first ? ofOne(first) : ofMany(overview)),
    [
      byFramework ? 'Frameworks' : 'Controls',
      byFramework ? versions : `${counted(head.controls.length, 'control')}, of all frameworks`,
    ],
    ['Report made', `${timeWords(madeAt)}, by ${product.name} ${product.version}`],
  ]
}

function ofOne({ tenant, assessment, snapshot }: TenantOverview): [string, Content][] {
  return [
    ['Tenant ID', html`<span class="mono">${tenant.providerTenantId}</span>`],
    ['Data of', dataWords(snapshot)],
    [
      'Assessed',
      assessment
        ? html`${timeWords(assessment.endedAt ?? assessment.startedAt)} (assessment ${assessment.number},
          ${own(assessment.name)})`
        : 'Never',
    ],
    ...(assessment ? [['Judged by', versionsOf(assessment)] satisfies [string, Content]] : []),
  ]
}

function dataWords(snapshot: TenantOverview['snapshot']): string {
  if (!snapshot) return 'Nothing was read yet'
  const { number, startedAt } = snapshot
  return startedAt === null ? `Snapshot ${number}, no longer kept` : `${timeWords(startedAt)} (snapshot ${number})`
}

function versionsOf({ judgedBy }: NonNullable<TenantOverview['assessment']>): string {
  return judgedBy.map(({ name, version }) => `${name} ${version}`).join(', ')
}

function ofMany(overview: readonly TenantOverview[]): [string, Content][] {
  const days = overview.flatMap(({ snapshot }) => snapshot?.startedAt ?? []).toSorted()
  const [oldest] = days
  const youngest = days.at(-1)
  const never = overview.filter(({ assessment }) => !assessment).length
  const data =
    oldest === undefined || youngest === undefined
      ? 'Nothing was read yet'
      : dayWords(oldest) === dayWords(youngest)
        ? dayWords(oldest)
        : `${dayWords(oldest)} to ${dayWords(youngest)}`
  return [
    ['Tenants', never === 0 ? String(overview.length) : `${overview.length}, of which ${never} were never assessed`],
    ['Data of', data],
  ]
}
