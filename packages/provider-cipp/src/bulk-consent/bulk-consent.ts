import {
  AppError,
  type BulkConsent,
  type BulkConsentProgress,
  requestRefused,
  tenantNotManaged,
  type TenantRef,
  unexpectedAnswer,
} from '@tenantry/core'
import { z } from 'zod'
import { rowsOf, textsOf } from '../answers.js'
import type { CippClient } from '../cipp-client.js'
import type { CippConnection } from '../connection.js'
import { APPLICATIONS, SETTINGS } from '../permissions.js'
import { failuresSince } from './logbook.js'
import { deployment, deployments, type Queue } from './queues.js'
import { saveTemplate, type Template } from './template.js'

/** What was asked of CIPP, as JSON. */
const ticket = z.object({
  /** Deployments that were there before; ours is none of them. */
  before: z.array(z.string()),
  queue: z.string().optional(),
  tenants: z.array(z.object({ tenantId: z.string(), domain: z.string().optional() })),
})

type Ticket = z.output<typeof ticket>

const NOT_LISTED = 'it is not in CIPP’s list of tenants, which is rebuilt every night at 23:00 UTC'
const EXCLUDED = 'it is excluded from CIPP’s management'

/** Consent by CIPP: it adds our app to tenants with the permissions we ask for. It cannot give the app a directory role. */
export const bulkConsent: BulkConsent<CippConnection> = {
  kinds: ['apiClient'],

  async reach(connection, tenants) {
    const managed = await connection.tenants.all({ fresh: true })
    const isMissing = ({ tenantId }: TenantRef) => !managed.has(tenantId.toLowerCase())
    const excluded = tenants.some(isMissing) ? await excludedTenants(connection) : new Set()
    return tenants.map((tenant) => {
      if (!isMissing(tenant)) return { tenantId: tenant.tenantId }
      const reason = excluded.has(tenant.tenantId.toLowerCase()) ? EXCLUDED : NOT_LISTED
      const name = tenant.name ?? tenant.tenantId
      return { tenantId: tenant.tenantId, problem: tenantNotManaged({ provider: 'CIPP', tenant: name, reason }) }
    })
  },

  async start({ client, tenants: list }, { request, name, tenants }): Promise<Ticket> {
    const managed = await list.all({ fresh: true })
    const wanted = tenants.map(({ tenantId }) => {
      const domain = managed.get(tenantId.toLowerCase())?.domain
      return { tenantId, ...(domain && { domain }) }
    })
    const reached = tenants
      .flatMap(({ tenantId }) => managed.get(tenantId.toLowerCase()) ?? [])
      .filter(({ domain }) => domain !== '')
    if (reached.length === 0) return { before: [], tenants: wanted }
    const template = await saveTemplate(client, request, name)
    const before = (await deployments(client)).map(({ id }) => id)
    const order = { before, tenants: wanted }
    let queue: Queue | undefined
    try {
      await deploy(client, template, request.appId, reached)
      queue = await findQueue(client, order).catch(() => undefined)
    } catch (error) {
      // An order whose answer was lost may have been queued all the same; asking again would queue it twice.
      queue = await findQueue(client, order).catch(() => undefined)
      if (!queue) throw error
    }
    return { ...order, ...(queue && { queue: queue.id }) }
  },

  async poll({ client }, given) {
    const { queue: id, before, tenants } = ticket.parse(given)
    const queue = id === undefined ? await findQueue(client, { before, tenants }) : await deployment(client, id)
    const statuses = new Map(tenants.map((tenant) => [tenant.tenantId, taskOf(queue, tenant.domain)]))
    const isOver = [...statuses.values()].some((status) => status === 'Completed' || status === 'Failed')
    const failures = isOver && queue ? await failuresSince(client, queue.at ?? new Date(0)) : new Map<string, string>()
    return tenants.map(({ tenantId, domain }): BulkConsentProgress => {
      if (domain === undefined) return { tenantId, status: 'unreachable', reason: NOT_LISTED }
      const failure = failures.get(tenantId.toLowerCase()) ?? failures.get(domain.toLowerCase())
      return { tenantId, ...progressOf(statuses.get(tenantId), failure) }
    })
  },

  /** The start may wait for the next quarter of an hour, then ten tenants are done at once, and grants spread for minutes. */
  deadlineSeconds: (tenants) => 25 * 60 + 12 * tenants,
}

async function deploy(
  client: CippClient,
  template: Template,
  appId: string,
  tenants: readonly { name: string; domain: string }[],
): Promise<void> {
  const answer = await client.call({
    name: 'ExecAddMultiTenantApp',
    permission: APPLICATIONS,
    purpose: 'Have CIPP add our app to tenants',
    patience: 20,
    body: {
      configMode: 'template',
      tenantFilter: tenants.map(({ domain, name }) => ({ value: domain, label: name })),
      selectedTemplate: { value: template.id, label: template.name, addedFields: { AppId: appId } },
    },
  })
  const texts = textsOf(answer)
  if (texts.length > 0 && texts.every((text) => text.startsWith('Deploying'))) return
  if (texts.length === 0) throw unexpectedAnswer({ service: 'CIPP', what: 'no word on whether anything was queued' })
  throw requestRefused({ service: 'CIPP', reason: texts.filter((text) => !text.startsWith('Deploying')).join(' ') })
}

/** The answer to an order names no queue: it is the newest that was not there before and is about our tenants. */
async function findQueue(client: CippClient, { before, tenants }: Ticket): Promise<Queue | undefined> {
  const domains = new Set(tenants.flatMap(({ domain }) => domain?.toLowerCase() ?? []))
  const found = await deployments(client)
  return found.find(
    ({ id, tasks, total }) =>
      !before.includes(id) &&
      (total ?? domains.size) === domains.size &&
      [...tasks.keys()].every((name) => domains.has(name)),
  )
}

/** Tasks that wait are not listed; of one that is not, all that is known is whether the work goes on. */
function taskOf(queue: Queue | undefined, domain: string | undefined): string {
  return (domain && queue?.tasks.get(domain.toLowerCase())) ?? (queue?.ended ? 'Completed' : 'Queued')
}

function progressOf(status: string | undefined, failure: string | undefined): Omit<BulkConsentProgress, 'tenantId'> {
  if (status === 'Queued') return { status: 'queued' }
  if (status === 'Running') return { status: 'running' }
  if (failure !== undefined) return { status: 'failed', reason: failure.replace(/[.\s]+$/, '') }
  if (status === 'Failed') return { status: 'failed', reason: 'CIPP broke off and says nothing more' }
  return { status: status === 'Completed' ? 'done' : 'running' }
}

/** Excluded tenants are told to those alone who may change CIPP’s settings. */
async function excludedTenants({ client }: CippConnection): Promise<Set<string>> {
  const call = {
    name: 'ExecExcludeTenant',
    query: { List: 'true' },
    permission: SETTINGS,
    purpose: 'List the tenants that CIPP excludes',
  }
  const answer = await client.call(call).catch((error: unknown) => {
    if (error instanceof AppError && error.health === 'permissionError') return []
    throw error
  })
  return new Set(rowsOf(answer).map((row) => String(row['customerId']).toLowerCase()))
}
