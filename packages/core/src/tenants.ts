/** A tenant as a call names it. */
export interface TenantRef {
  /** The provider's own id of it. */
  tenantId: string
  name?: string
  defaultDomain?: string
}

/** A standing permission of a partner to administer a tenant, such as a GDAP relationship. */
export interface TenantRelationship {
  id: string
  name: string
  status: 'pending' | 'active' | 'expiring' | 'ended'
  /** Roles that the partner's people hold through it. */
  roles: readonly { id: string; name: string }[]
  startsAt?: string
  endsAt?: string
  /** Whether it renews itself when it ends. */
  autoExtends: boolean
}

/** A tenant that a connection reaches. */
export interface ListedTenant extends TenantRef {
  name: string
  domains: readonly string[]
  /** The tenant that the connection itself belongs to. */
  own: boolean
  relationships: readonly TenantRelationship[]
}

/** Finds the tenants that a connection reaches. */
export interface TenantDirectory<Client> {
  /** Connection kinds that have it. */
  kinds: readonly string[]
  /** Those of them that reach tenants of others, as a partner does. */
  partnerKinds?: readonly string[]
  /**
   * Every tenant, in pages. Throws when a page cannot be had, so that a list is whole or no list: a tenant that is not
   * in it is gone.
   */
  list: (client: Client) => AsyncIterable<readonly ListedTenant[]>
}
