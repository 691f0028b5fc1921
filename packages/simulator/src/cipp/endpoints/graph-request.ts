import type { HttpReply } from '../../http/exchange.js'
import { html } from '../../http/exchange.js'
import { defaultDomain } from '../../world/domain-names.js'
import { type CippCall, type Endpoint, isTrue, ok, plain, results, textOf } from '../call.js'
import { GraphRefusal } from '../deploy-app.js'
import { variablesOf } from '../exchange.js'
import { type Page, readAll, readLink, readPage } from '../graph.js'
import type { Managed } from '../managed-tenants.js'
import { substitute } from '../substitute.js'
import { notManaged } from './exchange-request.js'

/** More rows than this are fetched in the background when they are counted. */
const MOST_AT_ONCE = 8000
/** More tenants than this take longer than the ten minutes a function may run. */
const MOST_TENANTS_AT_ONCE = 20
const KEPT = 3_600_000

interface Kept {
  queueId: string
  readyAt: Date
  rows?: unknown[]
}

/** Answers of the background, by what was asked, of each instance. */
const kept = new WeakMap<CippCall['instance'], Map<string, Kept>>()

const OWN_OPTIONS = [
  'tenantfilter',
  'endpoint',
  'version',
  'nopagination',
  'manualpagination',
  'nextlink',
  'countonly',
  'asapp',
  'skipcache',
  'queueid',
  'queuenameoverride',
  'reversetenantlookup',
  'listproperties',
]

/** What is passed on to Graph; of a path in `$select` only its beginning. */
function optionsFor(call: CippCall): string {
  const options = [...new URLSearchParams(call.request.query)].filter(
    ([name]) => !OWN_OPTIONS.includes(name.toLowerCase()),
  )
  return options
    .map(([name, value]) => {
      const sent =
        name.toLowerCase() === '$select'
          ? value
              .split(',')
              .map((part) => part.split('/')[0])
              .join()
          : value
      return `${name.startsWith('$') ? '' : '$'}${name}=${encodeURIComponent(sent)}`
    })
    .join('&')
}

function request(call: CippCall): HttpReply {
  const filter = call.query('tenantFilter') ?? ''
  const endpoint = (call.query('Endpoint') ?? '').replace(/^\//, '')
  const version = call.query('Version') ?? 'beta'
  const query = optionsFor(call)
  if (filter.toLowerCase() === 'alltenants') return allTenants(call, { endpoint, version, query })
  const managed = call.findTenant(filter)
  const failed = (message: string) => plain(400, `Graph Error: ${message} - Endpoint: ${endpoint}`)
  if (!managed) return failed(notManaged(call, filter))
  const { tenant } = managed
  const path = substitute(endpoint, variablesOf(call, tenant))
  try {
    const link = call.query('nextLink')
    if (link !== undefined) {
      if (!URL.canParse(link) || new URL(link).host !== 'graph.microsoft.com') return failed('Invalid nextLink')
      return shown(readLink(call, tenant, link), {})
    }
    const first = readPage(call, tenant, version, path, query)
    if (isTrue(call.query('CountOnly'))) return results(first.count ?? first.rows.length)
    if (/\$count=true/i.test(query) && (first.count ?? 0) > MOST_AT_ONCE) {
      return inBackground(call, [managed], { endpoint, version, query })
    }
    if (isTrue(call.query('manualPagination')))
      return shown(first, first.nextLink === undefined ? {} : { nextLink: first.nextLink })
    if (isTrue(call.query('NoPagination'))) return shown(first, {})
    return shown(readAll(call, tenant, version, path, query), {})
  } catch (error) {
    if (error instanceof GraphRefusal) return failed(error.message)
    throw error
  }
}

function shown({ rows, count }: Page, metadata: Record<string, unknown>): HttpReply {
  return ok({ Results: rows, Metadata: { ...metadata, ...(count === undefined ? {} : { Count: count }) } })
}

interface Asked {
  endpoint: string
  version: string
  query: string
}

function allTenants(call: CippCall, asked: Asked): HttpReply {
  const tenants = call.tenants()
  if (!isTrue(call.query('SkipCache'))) return inBackground(call, tenants, asked)
  if (tenants.length > MOST_TENANTS_AT_ONCE) {
    return html(504, '<!doctype html><title>504 Gateway Timeout</title><h1>504 - The request timed out.</h1>')
  }
  return ok({ Results: rowsOf(call, tenants, asked), Metadata: {} })
}

/** The first call starts the work; the same call finds its result when it is done, for an hour. */
function inBackground(call: CippCall, tenants: Managed[], asked: Asked): HttpReply {
  const { instance, now } = call
  const known = kept.get(instance) ?? new Map<string, Kept>()
  kept.set(instance, known)
  const key = JSON.stringify([tenants.map(({ tenant }) => tenant.id), asked])
  const before = known.get(key)
  if (before && before.readyAt <= now && before.readyAt.getTime() > now.getTime() - KEPT) {
    before.rows ??= rowsOf(call, tenants, asked)
    return ok({ Results: before.rows, Metadata: { QueueId: before.queueId } })
  }
  const loading = before && before.readyAt > now ? before : start(call, tenants, asked)
  known.set(key, loading)
  const QueueMessage =
    before === loading
      ? 'Data still processing, please wait'
      : `Loading data for ${tenants.length} tenants. Please check back after the job completes`
  return ok({ Results: [], Metadata: { Queued: true, QueueMessage, QueueId: loading.queueId } })
}

function start({ instance, now }: CippCall, tenants: Managed[], { endpoint }: Asked): Kept {
  const { id, tasks } = instance.queues.add({
    name: `Graph - ${endpoint} (${tenants.length === 1 ? 'One tenant' : 'All Tenants'})`,
    reference: endpoint,
    tasks: tenants.map(({ tenant }) => defaultDomain(tenant)),
    at: now,
    startsAt: now,
  })
  return { queueId: id, readyAt: new Date(Math.max(...tasks.map(({ endsAt }) => endsAt.getTime()))) }
}

function rowsOf(call: CippCall, tenants: Managed[], { endpoint, version, query }: Asked): unknown[] {
  return tenants.flatMap(({ tenant }) => {
    const Tenant = defaultDomain(tenant)
    try {
      const path = substitute(endpoint, variablesOf(call, tenant))
      const { rows } = readAll(call, tenant, version, path, query)
      return rows.map((row) => ({ ...(row as Record<string, unknown>), Tenant, CippStatus: 'Good' }))
    } catch (error) {
      if (error instanceof GraphRefusal)
        return [{ Tenant, CippStatus: `Could not connect to tenant. ${error.message}` }]
      throw error
    }
  })
}

function bulk(call: CippCall): HttpReply {
  const filter = call.either('tenantFilter') ?? ''
  const managed = call.findTenant(filter)
  if (!managed) return plain(400, `Graph Error: ${notManaged(call, filter)} - Endpoint: $batch`)
  const single = [call.field('noPaginateIds') ?? []].flat().map(String)
  const answers = [call.field('requests') ?? []].flat().map((one) => {
    const id = textOf(one, 'id')
    const [path = '', query = ''] = textOf(one, 'url').replace(/^\//, '').split('?')
    try {
      const read = single.includes(id) ? readPage : readAll
      const page = read(call, managed.tenant, 'beta', path, query)
      return { id, status: 200, body: page.single ? page.rows[0] : { value: page.rows } }
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error
      return { id, status: 403, body: { error: { code: 'Authorization_RequestDenied', message: error.message } } }
    }
  })
  return ok(answers)
}

export const graphRequestEndpoints: Record<string, Endpoint> = {
  ListGraphRequest: { permission: 'CIPP.Core.Read', answer: request },
  ListGraphBulkRequest: { permission: 'CIPP.Core.Read', answer: bulk },
}
