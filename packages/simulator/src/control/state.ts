import type { Simulation } from '../simulation.js'
import type { Tenant } from '../world/model.js'
import { describeGrants, summarize } from './describe-tenant.js'
import { readyApps } from './ready.js'

/** Which tenants are asked for. */
export interface Selection {
  /** Part of a name, a domain or an id. */
  search?: string
  skip?: number
  top?: number
}

const PAGE = 50

/** The world at a glance; of a large one, the first tenants. */
export function glance(simulation: Simulation, selection: Selection = {}) {
  return { ...facts(simulation), apps: readyApps(simulation), ...listTenants(simulation, selection) }
}

/** The world with every tenant and what was granted there. */
export function describeState(simulation: Simulation) {
  const { world } = simulation
  return {
    ...facts(simulation),
    apps: readyApps(simulation),
    tenants: world.tenants.map((tenant) => describeGrants(simulation, tenant)),
  }
}

export function listTenants(simulation: Simulation, { search = '', skip = 0, top = PAGE }: Selection) {
  const found = simulation.world.tenants.filter((tenant) => matches(tenant, search.trim().toLowerCase()))
  return {
    tenantCount: found.length,
    tenants: found.slice(skip, skip + top).map((tenant) => summarize(simulation, tenant)),
  }
}

/** With the name of the tenant that it is about. */
export function withTenant<T extends { tenantId?: string }>({ world }: Simulation, about: T): T & { tenant?: string } {
  const tenant = about.tenantId === undefined ? undefined : world.findTenant(about.tenantId)
  return tenant ? { ...about, tenant: tenant.name } : about
}

export function listFaults(simulation: Simulation) {
  return simulation.faults.list().map((fault) => withTenant(simulation, fault))
}

function facts(simulation: Simulation) {
  const { world, clock, limits, requests, seed, dns } = simulation
  return {
    scenario: world.scenario.name,
    description: world.scenario.description,
    seed,
    now: clock.now().toISOString(),
    dns,
    limits: limits.scale,
    requests: requests.count,
    faults: listFaults(simulation),
  }
}

function matches({ id, name, domains }: Tenant, wanted: string): boolean {
  if (wanted === '') return true
  return [id, name, ...domains.map((domain) => domain.name)].some((text) => text.toLowerCase().includes(wanted))
}
