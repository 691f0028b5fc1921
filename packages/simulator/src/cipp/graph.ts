import { findRefusal } from '../faults/refuse.js'
import { GraphError } from '../graph/graph-error.js'
import { GraphReply } from '../graph/reply.js'
import { findRoute } from '../graph/routes.js'
import { Query } from '../odata/query.js'
import type { Entity, Tenant } from '../world/model.js'
import { resourceApis } from '../world/resources.js'
import type { CippCall } from './call.js'
import { type Delegation, delegate, DelegationError, holdsOneOf } from './delegation.js'
import { GraphRefusal } from './deploy-app.js'

const ROOT = 'https://graph.microsoft.com'

export interface Page {
  rows: unknown[]
  /** Of an answer that is no list: the whole of it. */
  single: boolean
  count: number | undefined
  nextLink: string | undefined
}

/** What one of the readers' roles is needed for. */
const GUARDED =
  /^\/?(security|identity|identityProtection|policies|auditLogs|reports|deviceManagement|roleManagement)\b/i
const READERS = ['Global Reader', 'Security Reader', 'Security Administrator']

/** Reads one page of Graph as the partner's account, through the same rooms as everybody. */
export function readPage(call: CippCall, tenant: Tenant, version: string, path: string, query: string): Page {
  const { instance, simulation, now } = call
  const delegation = asAccount(() => delegate(instance, tenant, now))
  const target = { tenantId: tenant.id, service: 'graph' as const, path: `/${version}/${path}`, method: 'GET', query }
  const refusal = findRefusal(simulation, target)
  if (refusal) throw new GraphRefusal(`Response status code does not indicate success: ${refusal.status}.`)
  if (GUARDED.test(path) && !holdsOneOf(delegation, READERS)) {
    throw new GraphRefusal('Insufficient privileges to complete the operation.')
  }
  try {
    return toPage(answer(call, delegation, { version, path: `/${path.replace(/^\//, '')}`, query, target }))
  } catch (error) {
    if (error instanceof GraphError) throw new GraphRefusal(error.message)
    throw error
  }
}

function asAccount(enter: () => Delegation): Delegation {
  try {
    return enter()
  } catch (error) {
    if (error instanceof DelegationError) throw new GraphRefusal(error.message)
    throw error
  }
}

interface Asked {
  version: string
  path: string
  query: string
  target: { tenantId: string; service: 'graph'; path: string }
}

function answer(call: CippCall, { tenant }: Delegation, { version, path, query, target }: Asked): unknown {
  const { instance, simulation, now } = call
  const { room, keys } = findRoute('GET', version, path)
  const readAt = now.getTime() - tenant.replication.readSeconds * 1000
  const listedAt = now.getTime() - tenant.replication.listSeconds * 1000
  // A signed-in administrator reads whatever there is to read.
  const roles = [...(resourceApis[0]?.appRoles.keys() ?? [])]
  return room.answer({
    simulation,
    tenant,
    caller: { tenantId: tenant.id, appId: instance.appId, roles, expiresAt: new Date(now.getTime() + 3_600_000) },
    servicePrincipal: {
      id: instance.appId,
      appId: instance.appId,
      displayName: 'CIPP-SAM',
      enabled: true,
      createdAt: now,
      knownAt: now,
      grants: [],
      rolesAtFirst: [],
    },
    method: 'GET',
    version,
    query: new Query(query),
    headers: { consistencylevel: 'eventual' },
    keys,
    now,
    eventual: true,
    root: `${ROOT}/${version}`,
    url: `${ROOT}/${version}${path}`,
    target,
    emptyPage: false,
    body: () => ({}),
    read: (set) => tenant.set(set).view(readAt),
    readAt,
    list: (set) => tenant.set(set).view(listedAt),
    listedAt,
  })
}

function toPage(answered: unknown): Page {
  const body = answered instanceof GraphReply ? answered.body : answered
  const fields = (typeof body === 'object' && body !== null ? body : { value: body }) as Record<string, unknown>
  const { value } = fields
  const [count, nextLink] = [fields['@odata.count'], fields['@odata.nextLink']]
  return {
    rows: Array.isArray(value) ? (value as Entity[]) : [body],
    single: !Array.isArray(value),
    count: typeof count === 'number' ? count : undefined,
    nextLink: typeof nextLink === 'string' ? nextLink : undefined,
  }
}

/** Follows a link to the next page. */
export function readLink(call: CippCall, tenant: Tenant, link: string): Page {
  const { pathname, search } = new URL(link)
  const [, version = '', ...path] = pathname.split('/')
  return readPage(call, tenant, version, path.join('/'), search.slice(1))
}

/** All pages. */
export function readAll(call: CippCall, tenant: Tenant, version: string, path: string, query: string): Page {
  const first = readPage(call, tenant, version, path, query)
  const rows = [...first.rows]
  for (let page = first; page.nextLink !== undefined;) {
    page = readLink(call, tenant, page.nextLink)
    rows.push(...page.rows)
  }
  return { ...first, rows, nextLink: undefined }
}
