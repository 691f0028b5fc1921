import { readData } from '../../data.js'
import { guid, pick } from '../ids.js'
import type { Tenant } from '../model.js'

interface Catalogue {
  saas: { name: string; publisher: string; scopes: string[]; verified: boolean }[]
  own: { name: string; permissions: string[] }[]
  /** Permissions that give away the tenant. */
  risky: string[]
  managedIdentities: { name: string; permissions: string[] }[]
  agents: string[]
  /** Microsoft's own applications that stand in every tenant. */
  microsoft: Record<string, string>
}

export const catalogue = readData('enterprise-apps.json') as Catalogue

export type AppKind = 'saas' | 'own' | 'managedIdentity' | 'agent'

/** An application that a tenant began with, beside those of its scenario. */
export interface PopulationApp {
  kind: AppKind
  index: number
  name: string
  appId: string
  /** Object id of the registration, which only `own` has here. */
  objectId: string
  servicePrincipalId: string
  /** Application permissions on Microsoft Graph that were granted. */
  permissions: string[]
  /** Delegated permissions on Microsoft Graph that were consented to. */
  scopes: string[]
  publisher: string | undefined
  verified: boolean
  ageDays: number
}

/** Managed identities that may do something in Microsoft 365; those beyond do what they do in Azure alone. */
const MOST_IDENTITIES_WITH_PERMISSIONS = 12

const populations = new WeakMap<Tenant, PopulationApp[]>()

/** More of them the more people there are, up to what a large organisation has. */
export function populationOf(tenant: Tenant): PopulationApp[] {
  let population = populations.get(tenant)
  if (!population) {
    population = populate(tenant)
    populations.set(tenant, population)
  }
  return population
}

function populate(tenant: Tenant): PopulationApp[] {
  const { users, managedIdentities } = tenant.headcount
  if (users === 0) return []
  const between = (least: number, number: number, most: number) => Math.max(least, Math.min(most, Math.round(number)))
  return [
    ...repeat(catalogue.saas, between(3, 3 + users / 30, 60)).map(([plan, name, index]) =>
      app(tenant, 'saas', index, { ...plan, name }),
    ),
    ...repeat(catalogue.own, between(2, 1 + users / 50, 40)).map(([plan, name, index]) =>
      app(tenant, 'own', index, { name, permissions: own(tenant, plan.permissions, index) }),
    ),
    ...repeat(
      catalogue.managedIdentities,
      managedIdentities ?? between(0, users / 150, MOST_IDENTITIES_WITH_PERMISSIONS),
    ).map(([plan, name, index]) =>
      app(tenant, 'managedIdentity', index, index < MOST_IDENTITIES_WITH_PERMISSIONS ? { ...plan, name } : { name }),
    ),
    ...repeat(
      catalogue.agents.map((name) => ({ name })),
      between(0, users / 120, 6),
    ).map(([, name, index]) => app(tenant, 'agent', index, { name })),
  ]
}

/** Where nobody watches, every third application of the house may do far too much. */
function own(tenant: Tenant, permissions: string[], index: number): string[] {
  const tooMuch = catalogue.risky[index % catalogue.risky.length] as string
  return index % 3 === 1 && !tenant.good('no risky application permissions') ? [...permissions, tooMuch] : permissions
}

function repeat<T extends { name: string }>(from: T[], count: number): [T, string, number][] {
  return Array.from({ length: count }, (_, index) => {
    const plan = from[index % from.length] as T
    const round = Math.floor(index / from.length)
    return [plan, round > 0 ? `${plan.name} ${round + 1}` : plan.name, index]
  })
}

function app(
  tenant: Tenant,
  kind: AppKind,
  index: number,
  facts: { name: string; publisher?: string; permissions?: string[]; scopes?: string[]; verified?: boolean },
): PopulationApp {
  // A vendor's application is the same in every tenant.
  const appId = kind === 'saas' ? guid('vendor-application', facts.name) : guid(tenant.id, kind, index)
  return {
    kind,
    index,
    name: facts.name,
    appId,
    objectId: guid(tenant.id, 'application', appId),
    servicePrincipalId: guid(tenant.id, 'service-principal', appId),
    permissions: facts.permissions ?? [],
    scopes: facts.scopes ?? [],
    publisher: facts.publisher,
    verified: facts.verified ?? false,
    ageDays: 20 + pick(1200, tenant.id, kind, index, 'age'),
  }
}
