import type { Tenant } from '../world/model.js'

/** A role that the partner made. */
export interface CustomRole {
  permissions: readonly string[]
  blockedEndpoints: readonly string[]
  /** Ids of the tenants it is limited to. */
  allowedTenants?: ReadonlySet<string>
}

const BASE_ROLES: Record<string, { include: RegExp; exclude: RegExp }> = {
  readonly: { include: /\.Read$/, exclude: /^CIPP\.(SuperAdmin|Admin|AppSettings)\./ },
  editor: {
    include: /\.(Read|ReadWrite)$/,
    exclude: /^CIPP\.(SuperAdmin|Admin|AppSettings)\.|^Tenant\.Standards\.ReadWrite$/,
  },
  admin: { include: /./, exclude: /^CIPP\.SuperAdmin\./ },
  superadmin: { include: /./, exclude: /(?!)/ },
}

export function isBaseRole(role: string): boolean {
  return role in BASE_ROLES
}

export function baseRoleAllows(role: string, permission: string): boolean {
  const rules = BASE_ROLES[role]
  return rules !== undefined && rules.include.test(permission) && !rules.exclude.test(permission)
}

/** `X.ReadWrite` holds `X.Read` as well. */
export function customRoleAllows({ permissions }: CustomRole, permission: string): boolean {
  return permissions.some((held) => held === permission || held === `${permission}Write`)
}

const ONBOARDING = [
  'CIPP.Core.Read',
  'CIPP.AppSettings.ReadWrite',
  'CIPP.Alert.Read',
  'Tenant.Application.ReadWrite',
  'Tenant.ApplicationTemplates.ReadWrite',
  'Tenant.DomainAnalyser.Read',
  'Tenant.Reports.Read',
  'Tenant.Standards.Read',
  'Exchange.Mailbox.ReadWrite',
  'Exchange.Group.ReadWrite',
  'Identity.Group.ReadWrite',
]

/** The custom roles of a partner: one for the work of bringing customers in, one for some of the customers. */
export function customRoles(partner: Tenant): Map<string, CustomRole> {
  const some = partner.relationships
    .map(({ customerTenantId }) => customerTenantId)
    .filter((_id, index) => index % 4 === 0)
  return new Map<string, CustomRole>([
    ['onboarding', { permissions: ONBOARDING, blockedEndpoints: ['ExecGroupsDelete'] }],
    ['some-tenants', { permissions: ONBOARDING, blockedEndpoints: [], allowedTenants: new Set(some) }],
  ])
}
