import type { PublicSetup } from './consent.js'
import type { SetupStep } from './guide.js'
import type { TenantRef } from './tenants.js'

/** A distribution list, in words that all providers of mailboxes share. */
export interface DistributionList {
  id: string
  name: string
  address: string
}

/** Administration of mailboxes and distribution lists in one tenant. Its client is one made with `inTenant`. */
export interface Mailboxes<Client> {
  kinds: readonly string[]
  /** What people call the service, e.g. `Exchange`. */
  service: string
  /** The permission set whose feature it is, where the provider has one for it. */
  set?: string
  /**
   * A cheap read that shows that it works; resolves to a fact worth showing. Throws `roleMissing` or `rolePropagating`
   * where a role is the matter, `serviceAbsent` where the tenant has no such service, `tenantNotManaged` where the
   * provider does not reach the tenant.
   */
  probe: (client: Client) => Promise<string | undefined>
  /** What to do in a tenant so that it works, and who may. */
  guide?: (setup: PublicSetup, tenant: TenantRef) => SetupStep
  /** The first lists of the tenant. */
  lists: (client: Client, limit: number) => Promise<readonly DistributionList[]>
}

/** A person in a tenant, in words that all providers share. */
export interface ListedUser {
  id: string
  name: string
  address: string
  enabled: boolean
}

/** The people of one tenant. */
export interface People<Client> {
  kinds: readonly string[]
  /** The first people of the tenant. */
  users: (client: Client, limit: number) => Promise<readonly ListedUser[]>
}
