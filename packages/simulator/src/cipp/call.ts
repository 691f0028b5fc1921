import type { Target } from '../faults/effects.js'
import type { HttpReply, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { ApiClient } from '../world/api-clients.js'
import type { Application } from '../world/model.js'
import { findManaged, type Managed, managedTenants } from './managed-tenants.js'
import type { CippInstance } from './instance.js'

type Fields = Record<string, unknown>

/** One request to a function of CIPP, let in. */
export class CippCall {
  readonly now: Date
  readonly #query: Map<string, string>
  readonly #body: Fields

  constructor(
    readonly simulation: Simulation,
    readonly instance: CippInstance,
    readonly request: HttpRequest,
    /** Who calls: an app registration, and what CIPP knows of it. */
    readonly caller: Application & { apiClient: ApiClient },
    /** The tenants it may work with; all of them, without a set. */
    readonly allowedTenants: ReadonlySet<string> | undefined,
    readonly target: Target,
  ) {
    this.now = simulation.clock.now()
    this.#query = new Map([...new URLSearchParams(request.query)].map(([name, value]) => [name.toLowerCase(), value]))
    this.#body = readBody(request.body)
  }

  /** Named without regard to case. */
  query(name: string): string | undefined {
    return this.#query.get(name.toLowerCase())
  }

  field(name: string): unknown {
    return fieldOf(this.#body, name)
  }

  get body(): Readonly<Fields> {
    return this.#body
  }

  get hasBody(): boolean {
    return Object.keys(this.#body).length > 0
  }

  /** A field of the body that is read as text; anything else counts as nothing. */
  text(name: string): string | undefined {
    const value = this.field(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  flag(name: string): boolean {
    return isTrue(this.field(name))
  }

  /** From the address, or else from the body. */
  either(name: string): string | undefined {
    return this.query(name) ?? this.text(name)
  }

  /** The tenants that CIPP lists, and the caller may see. */
  tenants(): Managed[] {
    const all = managedTenants(this.instance, this.simulation.world, this.now)
    return this.allowedTenants ? all.filter(({ tenant }) => this.allowedTenants?.has(tenant.id)) : all
  }

  findTenant(filter: string): Managed | undefined {
    const found = findManaged(this.instance, this.simulation.world, this.now, filter)
    return found && this.allowedTenants?.has(found.tenant.id) !== false ? found : undefined
  }

  log(facts: {
    tenant?: Managed | undefined
    api: string
    message: string
    severity?: 'Info' | 'Error'
    at?: Date
  }): void {
    const { tenant, api, message, severity = 'Info', at = this.now } = facts
    this.instance.log.write({
      at,
      tenant: tenant?.tenant.domains.find(({ isDefault }) => isDefault)?.name ?? 'None',
      tenantId: tenant?.tenant.id,
      api,
      message,
      user: this.caller.displayName,
      severity,
    })
  }
}

function readBody(text: string): Fields {
  try {
    const body = JSON.parse(text) as unknown
    return isFields(body) ? body : {}
  } catch {
    return {}
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** PowerShell knows no upper and lower case in names. */
export function fieldOf(fields: unknown, name: string): unknown {
  if (!isFields(fields)) return undefined
  const wanted = name.toLowerCase()
  return Object.entries(fields).find(([known]) => known.toLowerCase() === wanted)?.[1]
}

/** A field that is text or a number, as text; of anything else, nothing. */
export function textOf(fields: unknown, name: string): string {
  const value = fieldOf(fields, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** `{ value, label }` as CIPP's own pages send it; a bare text is read as nothing. */
export function valueOf(option: unknown): string | undefined {
  const value = fieldOf(option, 'value')
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function valuesOf(options: unknown): string[] {
  return [options ?? []].flat().flatMap((option) => valueOf(option) ?? [])
}

export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}

/** A function of CIPP. */
export interface Endpoint {
  permission?: string
  /** Not about one tenant. */
  anyTenant?: true
  /** Switched off; the text says why. */
  disabled?: string
  answer(call: CippCall): HttpReply | Promise<HttpReply>
}

export const ok = (body: unknown): HttpReply => ({ status: 200, body })

export const results = (body: unknown, status = 200): HttpReply => ({ status, body: { Results: body } })

/** Refusals of CIPP itself, and what its functions throw, are plain text. */
export function plain(status: number, body: string): HttpReply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

/** What has no body at all. */
export const nothing: HttpReply = { status: 200, headers: { 'content-length': '0' } }
