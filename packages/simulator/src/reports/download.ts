import { createHash } from 'node:crypto'
import { type Answer, header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import { seal, unseal } from '../odata/sealed-token.js'
import type { Simulation } from '../simulation.js'
import type { Tenant } from '../world/model.js'
import { reports } from './columns.js'
import { dayText, type Usage, usageOf } from './usage.js'

/** Where the files of usage reports lie: not on Graph's host. */
export const REPORTS_HOST = 'reportsncu.office.com'

const DAY = 86_400_000

/** A link works for so long, and for anybody. */
const LINK_LIFE = 10 * 60_000

/** Data of the last two days is not in yet. */
const LAG = 2 * DAY

interface Download {
  tenantId: string
  report: string
  period: string
  day: string
  until: number
}

/** The address of a report's file, which needs no token of Entra's. */
export function downloadPath(
  tenant: Tenant,
  report: string,
  { period = 'D7', date }: { period?: string; date?: string },
  now: Date,
): string {
  const day = date ?? dayText(new Date(now.getTime() - LAG))
  const download: Download = { tenantId: tenant.id, report, period, day, until: now.getTime() + LINK_LIFE }
  return `/data/download/${seal(download, REPORTS_HOST)}`
}

export function answerReports(simulation: Simulation, request: HttpRequest): Answer {
  const token = /^\/data\/download\/([\w-]+)$/.exec(request.path)?.[1]
  const download = token === undefined ? undefined : (unseal(token, REPORTS_HOST) as Download | undefined)
  const tenant = download && simulation.world.findTenant(download.tenantId)
  return {
    reply: replyTo(simulation, request, download, tenant),
    target: { tenantId: tenant?.id, service: 'graph', path: request.path, method: request.method },
  }
}

function replyTo(
  simulation: Simulation,
  request: HttpRequest,
  download: Download | undefined,
  tenant: Tenant | undefined,
): HttpReply {
  if (!download || !tenant) return refusal(404, 'The specified resource does not exist.')
  // The link is its own proof; a token beside it was meant for somebody else.
  if (header(request.headers, 'authorization') !== undefined) {
    return refusal(401, 'Server failed to authenticate the request. Only one form of authentication may be used.')
  }
  if (download.until < simulation.clock.now().getTime()) return refusal(403, 'The link has expired.')
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${download.report.slice(3)}.csv"`,
    },
    body: `\ufeff${csv(tenant, download)}`,
  }
}

function refusal(status: number, text: string): HttpReply {
  return { status, headers: { 'content-type': 'text/plain' }, body: text }
}

function csv(tenant: Tenant, { report, period, day }: Download): string {
  const facts = reports[report]
  if (!facts) return ''
  const conceal = concealsNames(tenant)
  const date = new Date(day)
  const rows = [['Report Refresh Date', ...facts.columns.map(([heading]) => heading)].map(cell).join(',')]
  for (const user of tenant.set('users').view()) {
    const usage: Usage = usageOf(user, date)
    if (!facts.includes(usage)) continue
    const values = facts.columns.map(([heading, value]) => {
      const shown = value(usage, period)
      return cell(conceal && NAMES.has(heading) ? concealed(String(shown)) : shown)
    })
    rows.push([day, ...values].join(','))
  }
  return `${rows.join('\r\n')}\r\n`
}

const NAMES = new Set(['User Principal Name', 'Display Name', 'Owner Display Name', 'Owner Principal Name', 'User Id'])

/** https://learn.microsoft.com/microsoft-365/admin/activity-reports/activity-reports#show-user-details-in-the-reports */
function concealsNames(tenant: Tenant): boolean {
  const [settings] = tenant.set('reportSettings').view()
  return settings?.['displayConcealedNames'] === true
}

function concealed(name: string): string {
  return createHash('md5').update(name).digest('hex').toUpperCase()
}

function cell(value: string | number | boolean): string {
  const text = typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
