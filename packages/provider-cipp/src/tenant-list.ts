import { unexpectedAnswer } from '@tenantry/core'
import { z } from 'zod'
import { rowsOf, textsOf } from './answers.js'
import type { CippClient } from './cipp-client.js'
import { isGuid } from './config.js'
import { cippBroken } from './errors.js'
import { CORE_READ } from './permissions.js'

const row = z.looseObject({
  customerId: z.string(),
  displayName: z.string().nullish(),
  defaultDomainName: z.string().nullish(),
})

/** A tenant as CIPP lists it. Names and domains change: only its id tells which one it is. */
export interface ManagedTenant {
  tenantId: string
  name: string
  /** The domain that CIPP names it by. */
  domain: string
}

/** How long a list that was read serves many tenants that are looked at one after another. */
const FRESH_MS = 60_000

/** The list of tenants that CIPP manages, which it rebuilds every night. */
export class TenantList {
  #last: { at: number; tenants: Promise<Map<string, ManagedTenant>>; failed: boolean } | undefined

  constructor(private readonly client: CippClient) {}

  /** All of them, by their ids in lower case. */
  all({ fresh = false } = {}): Promise<Map<string, ManagedTenant>> {
    const last = this.#last
    if (!fresh && last && !last.failed && last.at > Date.now() - FRESH_MS) return last.tenants
    const read = { at: Date.now(), tenants: this.#list(), failed: false }
    read.tenants.catch(() => {
      read.failed = true
    })
    this.#last = read
    return read.tenants
  }

  /** What the last reading found, or failed with. */
  last(): Promise<Map<string, ManagedTenant>> {
    return this.#last?.tenants ?? this.all()
  }

  /** One of them. What an older list does not have is asked for by itself. */
  async find(tenantId: string): Promise<ManagedTenant | undefined> {
    const known = (await this.all()).get(tenantId.toLowerCase())
    if (known) return known
    const call = { ...LIST, purpose: 'Look for a tenant in CIPP’s list', query: { tenantFilter: tenantId } }
    return read(await this.client.call(call)).get(tenantId.toLowerCase())
  }

  async #list(): Promise<Map<string, ManagedTenant>> {
    const tenants = read(await this.client.call(LIST))
    if (tenants.size > 0) return tenants
    throw unexpectedAnswer({ service: this.client.hostName, what: 'an empty list of tenants' })
  }
}

const LIST = { name: 'ListTenants', permission: CORE_READ, purpose: 'List the tenants that CIPP manages' }

/** When CIPP is out of order it answers with one tenant that has no id, and the reason in place of a name. */
function read(answer: unknown): Map<string, ManagedTenant> {
  const rows = rowsOf(answer)
  const tenants = rows.flatMap((one) => {
    const parsed = row.safeParse(one).data
    if (!parsed || !isGuid(parsed.customerId)) return []
    const domain = parsed.defaultDomainName ?? ''
    return [{ tenantId: parsed.customerId.toLowerCase(), name: parsed.displayName || domain, domain }]
  })
  if (tenants.length > 0) return new Map(tenants.map((tenant) => [tenant.tenantId, tenant]))
  const [reason] = textsOf(rows)
  if (reason !== undefined) throw cippBroken({ reason })
  if (rows.length === 0 && Array.isArray(answer)) return new Map()
  throw unexpectedAnswer({ service: 'CIPP', what: 'an unknown form of its list of tenants' })
}
