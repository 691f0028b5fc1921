import { readFileSync, readdirSync } from 'node:fs'
import type { CloudName } from '../clouds.js'
import type { FaultPlan } from '../faults/effects.js'
import { customers, type CustomersPlan } from './customers.js'
import type { Posture, Replication } from './model.js'

/** An app registration as a scenario file describes it. */
export interface AppPlan {
  key: string
  name: string
  kind: 'singleTenant' | 'partner'
  secretDays: number
  /** Name of a certificate in scenarios/certificates. */
  certificate?: string
  federated?: { name: string; subject: string }
  redirectUris?: string[]
  /**
   * App roles it asks for: of Microsoft Graph; those beginning with `Exchange.` of Office 365 Exchange Online; those
   * beginning with `Protection/`, `SharePoint/` or `Teams/` of that API. In a file also the name of a list in
   * scenarios/permissions.
   */
  permissions: string[]
  /** Directory roles it holds at home. */
  roles?: string[]
}

/** An app registered elsewhere that a tenant has consented to, and the directory roles it was given there. */
export interface ConsentPlan {
  app: string
  roles?: string[]
}

export interface TenantPlan {
  key: string
  name: string
  domain: string
  /** Verified domains besides; one may lie under another. */
  moreDomains?: string[]
  cloud?: CloudName
  country: string
  users: number
  guests?: number
  groups?: number
  /** Managed identities of its Azure resources; by the number of its people unless given. */
  managedIdentities?: number
  onPremisesSync?: boolean
  /** Countries its people work in; its own unless given. */
  offices?: string[]
  /** Mailboxes that are nobody's own; none unless given. */
  resources?: { shared?: number; rooms?: number; equipment?: number }
  purchases: Record<string, number>
  secureScore?: number
  /** How well it is run; `good` unless given. */
  posture?: Posture
  partner?: boolean
  apps?: AppPlan[]
  consents?: ConsentPlan[]
  /** What goes wrong here from the beginning. */
  faults?: FaultPlan[]
  /** GDAP: the partner's key and the state of the relationship. */
  delegatedTo?: { partner: string; status: string; roles: string[]; endsInDays: number }
}

/** A world as data: `scenarios/NAME.json`. */
export interface Scenario {
  name: string
  description: string
  /** How long a grant takes to replicate, in seconds. */
  propagationSeconds: number
  /** How long writes take to show; none unless given. */
  replication?: Replication
  tenants: TenantPlan[]
}

/** What an app has besides: more that it asks for, and more directory roles wherever it holds any. */
interface More {
  permissions: string[]
  roles: string[]
}

/** A scenario as it is written: it may begin with the tenants of another, give their apps more, and have customers made for it. */
interface WrittenScenario extends Scenario {
  extends?: string
  /** By the key of an app of the scenario it begins with. */
  more?: Record<string, More>
  customers?: CustomersPlan
}

const directory = new URL('../../scenarios/', import.meta.url)

export function scenarioNames(): string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

export function loadScenario(name: string): Scenario {
  if (!scenarioNames().includes(name)) {
    throw new Error(`There is no scenario '${name}'. There are: ${scenarioNames().join(', ')}.`)
  }
  const { extends: base, more = {}, customers: plan, ...scenario } = read(name) as WrittenScenario
  for (const app of scenario.tenants.flatMap(({ apps }) => apps ?? [])) app.permissions = permissionsOf(app)
  return {
    ...scenario,
    tenants: [
      ...(base ? loadScenario(base).tenants.map((tenant) => withMore(tenant, more)) : []),
      ...scenario.tenants,
      ...(plan ? customers(plan) : []),
    ],
  }
}

function withMore(tenant: TenantPlan, more: Record<string, More>): TenantPlan {
  const rolesOf = (app: string, roles: string[] = []) =>
    roles.length > 0 ? [...roles, ...(more[app]?.roles ?? [])] : roles
  return {
    ...tenant,
    ...(tenant.apps && {
      apps: tenant.apps.map((app) => ({
        ...app,
        permissions: [...app.permissions, ...(more[app.key]?.permissions ?? [])],
        roles: rolesOf(app.key, app.roles),
      })),
    }),
    ...(tenant.consents && {
      consents: tenant.consents.map(({ app, roles }) => ({ app, roles: rolesOf(app, roles) })),
    }),
  }
}

function permissionsOf({ permissions }: { permissions: string | string[] }): string[] {
  return typeof permissions === 'string' ? (read(`permissions/${permissions}`) as string[]) : permissions
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, directory), 'utf8'))
}

export function loadCertificate(name: string): { pem: string; privateKeyPem: string } {
  const read = (suffix: string) => readFileSync(new URL(`certificates/${name}${suffix}`, directory), 'utf8')
  return { pem: read('.pem'), privateKeyPem: read('.key.pem') }
}
