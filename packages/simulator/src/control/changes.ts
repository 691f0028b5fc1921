import type { Simulation } from '../simulation.js'
import { consent, findServicePrincipal } from '../world/consent.js'
import { guid, secretValue } from '../world/ids.js'
import type {
  Application,
  LicensedFeature,
  Propagation,
  Replication,
  Secret,
  ServicePrincipal,
  Tenant,
} from '../world/model.js'
import { type Drift, drift, type DriftKind } from '../world/policies/drift.js'
import { changeInstance, changeStanding, type InstanceChange, type StandingChange } from './cipp-changes.js'
import { ControlError } from './control-error.js'
import { assignDirectoryRole, removeDirectoryRole } from './directory-role-changes.js'
import {
  addCustomer,
  type CustomerPlan,
  addDelegatedRole,
  extendRelationship,
  endRelationship,
  removeDelegatedRole,
  removeRelationship,
} from './partner-changes.js'

const DAY = 86_400_000

/** Which app of a tenant is meant; needed only where there are several. */
export interface AppChoice {
  clientId?: string
}

/** What happens to a tenant from outside: its administrators, its vendor, time. */
export class Changes {
  constructor(
    private readonly simulation: Simulation,
    readonly tenant: Tenant,
  ) {}

  get #now(): Date {
    return this.simulation.clock.now()
  }

  /** The current secret ends now. */
  expireSecret(choice: AppChoice = {}): Secret {
    return this.setSecretExpiry({ ...choice, at: this.#now })
  }

  /** The current secret ends at that moment. */
  setSecretExpiry({ at, ...choice }: AppChoice & { at: Date }): Secret {
    const secret = currentSecret(this.#application(choice))
    secret.endsAt = at
    return secret
  }

  /** A new secret; those before stay valid until they end, unless they are to be removed. */
  addSecret({
    days = 365,
    removeOld = false,
    ...choice
  }: AppChoice & { days?: number; removeOld?: boolean } = {}): Secret {
    const application = this.#application(choice)
    const number = ++application.secretsMade
    const secret: Secret = {
      keyId: guid(application.appId, 'secret', number),
      value: secretValue(application.appId, 'secret', number),
      displayName: `Secret ${number}`,
      startsAt: this.#now,
      endsAt: new Date(this.#now.getTime() + days * DAY),
    }
    application.secrets = removeOld ? [secret] : [...application.secrets, secret]
    return secret
  }

  /** These app roles are no longer granted; tokens that carry them live on. */
  withholdPermissions({ permissions, ...choice }: AppChoice & { permissions: string[] }): void {
    const principal = this.#servicePrincipal(choice)
    const known = principal.grants.map(({ role }) => role)
    const unknown = permissions.find((name) => !known.includes(name))
    if (unknown !== undefined) {
      throw new ControlError(400, `${principal.displayName} holds no permission '${unknown}' in ${this.tenant.name}.`)
    }
    principal.grants = principal.grants.filter(({ role }) => !permissions.includes(role))
  }

  /** An administrator consents again: the principal exists and everything asked for is granted, after its time. */
  grantAll(choice: AppChoice = {}): void {
    consent(this.tenant, this.#application(choice), this.#now)
  }

  setServicePrincipalEnabled({ enabled, ...choice }: AppChoice & { enabled: boolean }): void {
    this.#servicePrincipal(choice).enabled = enabled
  }

  /** Consent is revoked: the principal and its grants are gone. */
  removeServicePrincipal(choice: AppChoice = {}): void {
    const principal = this.#servicePrincipal(choice)
    this.tenant.servicePrincipals = this.tenant.servicePrincipals.filter((candidate) => candidate !== principal)
    this.tenant.removedAppIds.add(principal.appId)
  }

  assignRole({ role, ...choice }: AppChoice & { role: string }): void {
    assignDirectoryRole(this.tenant, this.#servicePrincipal(choice), role, this.#now)
  }

  /** One, or all the app holds. */
  removeRole({ role, ...choice }: AppChoice & { role?: string } = {}): void {
    removeDirectoryRole(this.tenant, this.#servicePrincipal(choice), role, this.#now)
  }

  unlicense(features: LicensedFeature[] = ['P1', 'P2']): void {
    for (const feature of features) this.tenant.lapsed.add(feature)
  }

  license(features: LicensedFeature[] = ['P1', 'P2']): void {
    for (const feature of features) this.tenant.lapsed.delete(feature)
  }

  setDeleted(deleted: boolean): void {
    this.tenant.deleted = deleted
  }

  /** How long after a grant tokens carry it and Graph honours it, and after a role Exchange does. */
  propagateSlowly({
    seconds,
    graphSeconds = seconds,
    exchangeSeconds = graphSeconds,
  }: {
    seconds: number
    graphSeconds?: number
    exchangeSeconds?: number
  }): void {
    this.tenant.propagation = { tokenSeconds: seconds, graphSeconds, exchangeSeconds } satisfies Propagation
  }

  /** How long a write takes to show in reads of one object, in lists, and in the index of advanced queries. */
  replicateSlowly(delays: Partial<Replication>): void {
    this.tenant.replication = { ...this.tenant.replication, ...delays }
  }

  /** The partner's delegated administration of this customer ends. */
  endRelationship(): void {
    endRelationship(this.simulation.world, this.tenant, this.#now)
  }

  extendRelationship({ days }: { days: number }): void {
    extendRelationship(this.simulation.world, this.tenant, days, this.#now)
  }

  removeDelegatedRole({ role }: { role: string }): void {
    removeDelegatedRole(this.simulation.world, this.tenant, role)
  }

  addDelegatedRole({ role }: { role: string }): void {
    addDelegatedRole(this.simulation.world, this.tenant, role)
  }

  /** Of a partner: a new one. */
  addCustomer(plan: CustomerPlan): Tenant {
    return addCustomer(this.simulation.world, this.tenant, plan, this.#now)
  }

  /** The partner no longer lists it. */
  removeRelationship(): void {
    removeRelationship(this.simulation.world, this.tenant)
  }

  /** Somebody edits a policy, and the audit log tells of it. */
  drift({ kind }: { kind: DriftKind }): Drift {
    const made = drift(this.tenant, kind, this.#now)
    if (!made) throw new ControlError(400, `In ${this.tenant.name} there is nothing to edit so, or it is so already.`)
    return made
  }

  /** How the partner's CIPP stands with this tenant. */
  standWithCipp(change: StandingChange): void {
    changeStanding(this.simulation.world, this.tenant, change)
  }

  /** What becomes of the CIPP that this partner runs. */
  changeCipp(change: InstanceChange): void {
    changeInstance(this.simulation.world, this.tenant, change)
  }

  addRedirectUris({ uris, ...choice }: AppChoice & { uris: string[] }): string[] {
    const application = this.#application(choice)
    application.redirectUris = [...new Set([...application.redirectUris, ...uris])]
    return application.redirectUris
  }

  removeRedirectUris(choice: AppChoice = {}): void {
    this.#application(choice).redirectUris = []
  }

  /** The named app, or the only one registered or consented to here. */
  #application({ clientId }: AppChoice): Application {
    if (clientId !== undefined) {
      const application = this.simulation.world.findApplication(clientId)
      if (!application) throw new ControlError(404, `There is no app ${clientId}.`)
      return application
    }
    const appIds = new Set([
      ...this.tenant.applications.map(({ appId }) => appId),
      ...this.tenant.servicePrincipals.map(({ appId }) => appId),
      ...this.tenant.removedAppIds,
    ])
    // What calls the partner's CIPP is not what is meant without a name.
    for (const { appId, apiClient } of this.tenant.applications) if (apiClient) appIds.delete(appId)
    const [only] = appIds
    if (only === undefined || appIds.size > 1) {
      throw new ControlError(400, `${this.tenant.name} has ${appIds.size} apps: say which by clientId.`)
    }
    return this.#application({ clientId: only })
  }

  #servicePrincipal(choice: AppChoice): ServicePrincipal {
    const application = this.#application(choice)
    const principal = findServicePrincipal(this.tenant, application.appId)
    if (!principal)
      throw new ControlError(404, `${application.displayName} has no service principal in ${this.tenant.name}.`)
    return principal
  }
}

export function currentSecret(application: Application): Secret {
  const secret = application.secrets.at(-1)
  if (!secret) throw new ControlError(404, `${application.displayName} has no secret.`)
  return secret
}
