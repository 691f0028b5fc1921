import type { AuditActor } from '../world/audits.js'
import { stateOf } from '../world/delegated-administration.js'
import type { Tenant } from '../world/model.js'
import type { CippInstance } from './instance.js'
import type { Trouble } from './standings.js'

/** CIPP did not get into a tenant; the message is what its users read. */
export class DelegationError extends Error {}

/** What CIPP's account may do in a tenant. */
export interface Delegation {
  tenant: Tenant
  /** Names of directory roles. */
  roles: readonly string[]
  actor: AuditActor
}

/** At home the account administers. */
const AT_HOME = ['Global Administrator']

/**
 * Gets into a tenant as the partner's account, as delegated administration (GDAP) lets it.
 * https://learn.microsoft.com/partner-center/customers/gdap-introduction
 */
export function delegate(instance: CippInstance, tenant: Tenant, now: Date): Delegation {
  const { partner, standings, account } = instance
  const refusal = instance.broken ?? refusalOf(instance, tenant, now)
  if (refusal !== undefined) {
    standings.failed(tenant.id, refusal)
    throw new DelegationError(`Could not get token: ${refusal}`)
  }
  standings.succeeded(tenant.id)
  return { tenant, roles: tenant === partner ? AT_HOME : rolesIn(instance, tenant, now), actor: account }
}

/** Roles of the relationships that are in force. */
export function rolesIn({ partner }: CippInstance, tenant: Tenant, now: Date): string[] {
  const inForce = partner.relationships.filter(
    (one) => one.customerTenantId === tenant.id && ['active', 'expiring'].includes(stateOf(one, now).status),
  )
  return [...new Set(inForce.flatMap(({ roles }) => roles))]
}

export function holdsOneOf({ roles }: Delegation, wanted: readonly string[]): boolean {
  return roles.includes('Global Administrator') || wanted.some((role) => roles.includes(role))
}

function refusalOf(instance: CippInstance, tenant: Tenant, now: Date): string | undefined {
  const { partner, standings, appId, account } = instance
  if (tenant.deleted) return `invalid_request: AADSTS90002: Tenant '${tenant.id}' not found.`
  if (tenant !== partner && rolesIn(instance, tenant, now).length === 0) {
    return `invalid_grant: AADSTS50020: User account '${account.user.userPrincipalName}' from identity provider 'https://sts.windows.net/${partner.id}/' does not exist in tenant '${tenant.name}' and cannot access the application '${appId}' in that tenant.`
  }
  const { trouble } = standings.of(tenant.id)
  return trouble === undefined ? undefined : TROUBLES[trouble](appId)
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const TROUBLES: Record<Trouble, (appId: string) => string> = {
  notConsented: (appId) =>
    `invalid_grant: AADSTS65001: The user or administrator has not consented to use the application with ID '${appId}'. Send an interactive authorization request for this user and resource.`,
  signInAgain: () =>
    'interaction_required: AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
  conditionalAccess: () =>
    'interaction_required: AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
}
