import { roleTemplateId } from '../../world/roles.js'
import type { Area } from '../cmdlet.js'

/** What a role lets its holder manage. */
export interface Grant {
  area: Area
  /** Otherwise it may only look. */
  write: boolean
}

const may = (write: boolean, ...areas: Area[]): Grant[] => areas.map((area) => ({ area, write }))

/** Role groups of Exchange. https://learn.microsoft.com/exchange/permissions-exo/permissions-exo */
export const roleGroups: Readonly<Record<string, Grant[]>> = {
  'Organization Management': may(true, 'recipients', 'organization', 'protection', 'audit', 'roles'),
  'View-Only Organization Management': may(false, 'recipients', 'organization', 'protection', 'audit', 'roles'),
  'Recipient Management': [...may(true, 'recipients'), ...may(false, 'organization')],
  'Security Administrator': [...may(true, 'protection'), ...may(false, 'recipients', 'organization', 'audit')],
  'Security Reader': may(false, 'protection', 'organization', 'audit'),
  'Compliance Management': [...may(true, 'audit'), ...may(false, 'recipients', 'organization', 'protection')],
  'Hygiene Management': [...may(true, 'protection'), ...may(false, 'organization')],
  'Help Desk': may(false, 'recipients'),
}

/** Management roles, as they are assigned one by one. */
export const managementRoles: Readonly<Record<string, Grant[]>> = {
  'Mail Recipients': may(true, 'recipients'),
  'Mail Recipient Creation': may(true, 'recipients'),
  'Distribution Groups': may(true, 'recipients'),
  'View-Only Recipients': may(false, 'recipients'),
  'View-Only Configuration': may(false, 'organization', 'protection'),
  'Organization Configuration': may(true, 'organization'),
  'Transport Rules': may(true, 'organization'),
  'Transport Hygiene': may(true, 'protection'),
  'Audit Logs': may(true, 'audit'),
  'View-Only Audit Logs': may(false, 'audit'),
  'Role Management': may(true, 'roles'),
}

const byDirectoryRole = (groups: Record<string, string>) =>
  new Map(Object.entries(groups).map(([role, group]) => [roleTemplateId(role), group]))

/** Directory roles that Exchange honours, also for applications. */
export const exchangeRoles = byDirectoryRole({
  'Global Administrator': 'Organization Management',
  'Exchange Administrator': 'Organization Management',
  'Global Reader': 'View-Only Organization Management',
  'Exchange Recipient Administrator': 'Recipient Management',
  'Security Administrator': 'Security Administrator',
  'Security Reader': 'Security Reader',
  'Compliance Administrator': 'Compliance Management',
  'Helpdesk Administrator': 'Help Desk',
})

/** Role groups of Security & Compliance. */
export const complianceRoleGroups: Readonly<Record<string, Grant[]>> = {
  'Organization Management': may(true, 'compliance', 'audit', 'roles'),
  'Compliance Administrator': may(true, 'compliance', 'audit'),
  'Compliance Data Administrator': may(true, 'compliance'),
  'Global Reader': may(false, 'compliance', 'audit', 'roles'),
  'Security Administrator': may(false, 'compliance', 'audit'),
  'Security Reader': may(false, 'compliance', 'audit'),
}

/** Directory roles that Security & Compliance honours. */
export const complianceRoles = byDirectoryRole({
  'Global Administrator': 'Organization Management',
  'Compliance Administrator': 'Compliance Administrator',
  'Compliance Data Administrator': 'Compliance Data Administrator',
  'Global Reader': 'Global Reader',
  'Security Administrator': 'Security Administrator',
  'Security Reader': 'Security Reader',
})
