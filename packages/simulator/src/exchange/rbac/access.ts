import type { Tenant } from '../../world/model.js'
import { rolesOf } from '../../world/roles.js'
import type { Area } from '../cmdlet.js'
import {
  complianceRoleGroups,
  complianceRoles,
  exchangeRoles,
  type Grant,
  managementRoles,
  roleGroups,
} from './role-groups.js'

export type ExchangeService = 'exchange' | 'compliance'

/** What a caller may do at one of the two services. */
export interface Access {
  grants: ScopedGrant[]
}

interface ScopedGrant extends Grant {
  /** The name of a management scope: writes stay within it. */
  scope?: string
}

const services = {
  exchange: { directory: exchangeRoles, groups: roleGroups, prefix: 'exchange' },
  compliance: { directory: complianceRoles, groups: complianceRoleGroups, prefix: 'compliance' },
} as const

/** By the directory roles held, whoever holds them. */
export function accessByRoles(service: ExchangeService, templateIds: readonly string[]): Access {
  const { directory, groups } = services[service]
  const names = templateIds.flatMap((id) => directory.get(id) ?? [])
  return { grants: [...new Set(names)].flatMap((name) => groups[name] ?? []) }
}

/**
 * What an application may do: by the directory roles that its token names, and by Exchange's own role groups and role
 * assignments, as far as both have reached Exchange. https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2
 */
export function accessOfApp(
  tenant: Tenant,
  service: ExchangeService,
  principal: { id: string; appId: string; wids: readonly string[] },
  now: Date,
): Access {
  const { groups, prefix } = services[service]
  const asOf = now.getTime() - tenant.propagation.exchangeSeconds * 1000
  const held = rolesOf(tenant, principal.id, asOf).filter((role) => principal.wids.includes(role))
  const byRoles = accessByRoles(service, held)
  const known = tenant.set(`${prefix}ServicePrincipals`).view(asOf).find('ObjectId', principal.id)
  if (!known || String(known['AppId']).toLowerCase() !== principal.appId) return byRoles
  const member = [...tenant.set(`${prefix}RoleGroups`).view(asOf)]
    .filter(({ Members }) => (Members as string[]).includes(known.id))
    .flatMap(({ Name }) => groups[String(Name)] ?? [])
  const assigned =
    service === 'compliance'
      ? []
      : [...tenant.set('exchangeRoleAssignments').view(asOf)]
          .filter(({ AssigneeId }) => AssigneeId === known.id)
          .flatMap(({ Role, CustomResourceScope }) =>
            (managementRoles[String(Role)] ?? []).map((grant) => ({
              ...grant,
              ...(typeof CustomResourceScope === 'string' ? { scope: CustomResourceScope } : {}),
            })),
          )
  return { grants: [...byRoles.grants, ...member, ...assigned] }
}

export function mayRead({ grants }: Access, area: Area): boolean {
  return grants.some((grant) => grant.area === area)
}

/** The scopes that writes stay within; none if they are free. Undefined when there is no right to write. */
export function writeScopes({ grants }: Access, area: Area): string[] | undefined {
  const writing = grants.filter((grant) => grant.area === area && grant.write)
  if (writing.length === 0) return undefined
  const scopes = writing.map(({ scope }) => scope)
  return scopes.includes(undefined) ? [] : scopes.filter((scope) => scope !== undefined)
}
