import { X509Certificate } from 'node:crypto'
import { clouds } from '../clouds.js'
import { registerApiClients } from './api-clients.js'
import { grantRequiredAccess, servicePrincipalOf } from './consent.js'
import { guid, pick, secretValue } from './ids.js'
import type { Application, Certificate, RequiredAccess, Tenant } from './model.js'
import { isGood } from './posture.js'
import { EXCHANGE_APP_ID, GRAPH_APP_ID, PROTECTION_APP_ID, SHAREPOINT_APP_ID, TEAMS_APP_ID } from './resources.js'
import { type AppPlan, loadCertificate, type Scenario, type TenantPlan } from './scenario.js'
import { TenantSets } from './sets.js'

const DAY = 86_400_000

/** The issuer of the assertions that federated credentials trust; it lives beside the Microsoft hosts. */
export const ASSERTION_ISSUER = 'https://issuer.example'
export const ASSERTION_AUDIENCE = 'api://AzureADTokenExchange'

/** All tenants of the simulated clouds. */
export class World {
  readonly tenants: Tenant[] = []
  readonly #byKey = new Map<string, Tenant>()
  readonly #apps = new Map<string, Application>()
  /** By id and by the domains of the beginning. */
  readonly #byName = new Map<string, Tenant>()

  constructor(
    readonly scenario: Scenario,
    readonly now: Date,
  ) {
    for (const plan of scenario.tenants) this.#add(plan, this.#tenant(plan))
    for (const plan of scenario.tenants) this.#connect(plan)
    for (const tenant of this.tenants) if (hasCipp(tenant)) registerApiClients(tenant, now)
  }

  #add({ key, apps = [] }: TenantPlan, tenant: Tenant): void {
    this.tenants.push(tenant)
    this.#byKey.set(key, tenant)
    for (const [index, app] of apps.entries()) this.#apps.set(app.key, tenant.applications[index] as Application)
    for (const name of [tenant.id, ...tenant.domains.map((domain) => domain.name)]) {
      this.#byName.set(name.toLowerCase(), tenant)
    }
  }

  /** A tenant that comes into being later. */
  add(plan: TenantPlan): Tenant {
    const tenant = this.#tenant(plan)
    this.#add(plan, tenant)
    this.#connect(plan)
    return tenant
  }

  tenantOf(plan: { key: string }): Tenant {
    const tenant = this.#byKey.get(plan.key)
    if (!tenant) throw new Error(`Scenario ${this.scenario.name} has no tenant '${plan.key}'.`)
    return tenant
  }

  /** By id, or by any of its domains. */
  findTenant(idOrDomain: string): Tenant | undefined {
    const wanted = idOrDomain.toLowerCase()
    const goesBy = ({ id, domains }: Tenant) =>
      id === wanted || domains.some(({ name }) => name.toLowerCase() === wanted)
    const known = this.#byName.get(wanted)
    return known && goesBy(known) ? known : this.tenants.find(goesBy)
  }

  findApplication(appId: string): Application | undefined {
    const wanted = appId.toLowerCase()
    for (const tenant of this.tenants) {
      const application = tenant.applications.find((candidate) => candidate.appId === wanted)
      if (application) return application
    }
    return undefined
  }

  #tenant(plan: TenantPlan): Tenant {
    const { scenario, now } = this
    const id = guid(scenario.name, plan.key)
    const initialDomain = `${plan.key.replaceAll('-', '')}.${clouds[plan.cloud ?? 'global'].initialDomain}`
    const purchases = Object.entries(plan.purchases).map(([skuPartNumber, units]) => ({
      skuPartNumber,
      units,
      status: 'Enabled' as const,
    }))
    const posture = plan.posture ?? 'good'
    const tenant: Tenant = {
      id,
      name: plan.name,
      cloud: plan.cloud ?? 'global',
      country: plan.country,
      createdAt: new Date(now.getTime() - (400 + pick(2000, id, 'created')) * DAY),
      domains: [
        { name: plan.domain, isDefault: true, isInitial: plan.domain === initialDomain },
        ...(plan.domain === initialDomain ? [] : [{ name: initialDomain, isDefault: false, isInitial: true }]),
        ...(plan.moreDomains ?? []).map((name) => ({ name, isDefault: false, isInitial: false })),
      ],
      purchases,
      lapsed: new Set(),
      isPartner: plan.partner ?? false,
      deleted: false,
      propagation: {
        tokenSeconds: scenario.propagationSeconds,
        graphSeconds: scenario.propagationSeconds,
        exchangeSeconds: scenario.propagationSeconds,
      },
      applications: (plan.apps ?? []).map((app) => this.#application(id, app)),
      servicePrincipals: [],
      removedAppIds: new Set(),
      relationships: [],
      secureScore: plan.secureScore ?? 30 + pick(50, id, 'score'),
      posture,
      headcount: {
        users: plan.users,
        guests: plan.guests ?? 0,
        groups: plan.groups ?? 0,
        ...(plan.managedIdentities === undefined ? {} : { managedIdentities: plan.managedIdentities }),
        onPremisesSync: plan.onPremisesSync ?? false,
        offices: plan.offices ?? [plan.country],
        ...(plan.resources ? { resources: plan.resources } : {}),
      },
      begunAt: now,
      replication: { ...(scenario.replication ?? { readSeconds: 0, listSeconds: 0, indexSeconds: 0 }) },
      good: (setting) => isGood(id, posture, setting),
      set: (name) => sets.set(name),
      links: (name) => sets.links(name),
    }
    const sets = new TenantSets(tenant)
    return tenant
  }

  #application(homeTenantId: string, plan: AppPlan): Application {
    const seed = [homeTenantId, 'app', plan.key] as const
    const createdAt = new Date(this.now.getTime() - 30 * DAY)
    return {
      id: guid(...seed, 'object'),
      appId: guid(...seed),
      displayName: plan.name,
      homeTenantId,
      audience: plan.kind === 'partner' ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
      createdAt,
      secrets: [
        {
          keyId: guid(...seed, 'secret'),
          value: secretValue(...seed, 'secret', 1),
          displayName: 'First secret',
          startsAt: createdAt,
          endsAt: new Date(this.now.getTime() + plan.secretDays * DAY),
        },
      ],
      secretsMade: 1,
      certificates: plan.certificate ? [certificate(guid(...seed, 'certificate'), plan.certificate)] : [],
      federatedCredentials: plan.federated
        ? [
            {
              id: guid(...seed, 'federated'),
              ...plan.federated,
              issuer: ASSERTION_ISSUER,
              audience: ASSERTION_AUDIENCE,
            },
          ]
        : [],
      requiredAccess: requiredAccess(plan.permissions),
      redirectUris: [...(plan.redirectUris ?? [])],
    }
  }

  /** Grants that existed before the world began: they have long replicated. */
  #connect(plan: TenantPlan): void {
    const tenant = this.tenantOf(plan)
    const longAgo = new Date(this.now.getTime() - 20 * DAY)
    const own = (plan.apps ?? []).map(({ key, roles }) => ({ app: key, roles }))
    for (const { app, roles } of [...own, ...(plan.consents ?? [])]) {
      const application = this.#apps.get(app)
      if (!application) throw new Error(`Scenario ${this.scenario.name} has no app '${app}'.`)
      servicePrincipalOf(tenant, application, longAgo).rolesAtFirst = [...(roles ?? [])]
      grantRequiredAccess(tenant, application, longAgo, { tokenSeconds: 0, graphSeconds: 0, exchangeSeconds: 0 })
    }
    const delegated = plan.delegatedTo
    if (delegated) {
      this.tenantOf({ key: delegated.partner }).relationships.push({
        id: `${guid(tenant.id, 'gdap')}-${guid(delegated.partner, 'gdap')}`,
        customerTenantId: tenant.id,
        status: delegated.status,
        roles: delegated.roles,
        startsAt: new Date(this.now.getTime() - 200 * DAY),
        endsAt: new Date(this.now.getTime() + delegated.endsInDays * DAY),
      })
    }
  }
}

/** Partners run CIPP; its instances exist for the global cloud. */
export function hasCipp({ isPartner, cloud }: Tenant): boolean {
  return isPartner && cloud === 'global'
}

/** `SharePoint/Sites.FullControl.All` is of that API; what begins with `Exchange.` of Exchange, the rest of Graph. */
const APIS: Record<string, string> = {
  SharePoint: SHAREPOINT_APP_ID,
  Teams: TEAMS_APP_ID,
  Protection: PROTECTION_APP_ID,
}

function requiredAccess(permissions: string[]): RequiredAccess[] {
  const access = new Map<string, string[]>([[GRAPH_APP_ID, []]])
  for (const permission of permissions) {
    const [api, role = api] = permission.split('/') as [string, string?]
    const appId = APIS[api] ?? (permission.startsWith('Exchange.') ? EXCHANGE_APP_ID : GRAPH_APP_ID)
    access.set(appId, [...(access.get(appId) ?? []), role])
  }
  return [...access].map(([resourceAppId, roles]) => ({ resourceAppId, roles }))
}

function certificate(keyId: string, name: string): Certificate {
  const files = loadCertificate(name)
  const x509 = new X509Certificate(files.pem)
  return {
    keyId,
    displayName: x509.subject,
    ...files,
    startsAt: new Date(x509.validFrom),
    endsAt: new Date(x509.validTo),
  }
}
