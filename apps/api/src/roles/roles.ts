import { permissionNames, type Permission } from './permissions.js'

/** The names of all roles, from the one that may do most. */
export const roleNames = ['owner', 'admin', 'operator', 'approver', 'auditor'] as const

/** The name of a role. */
export type Role = (typeof roleNames)[number]

/** What a role is for and what it allows. */
export interface RoleFacts {
  name: string
  description: string
  permissions: readonly Permission[]
}

const reads = permissionNames.filter((permission) => permission.endsWith(':read'))
const work = reads.filter((permission) => permission !== 'audit:read' && permission !== 'apiKeys:read')

/** Which role allows what. */
export const roles: Readonly<Record<Role, RoleFacts>> = {
  owner: {
    name: 'Owner',
    description: 'Everything, including the organization itself and who its owners are.',
    permissions: permissionNames,
  },
  admin: {
    name: 'Admin',
    description: 'Everything but the organization itself and its owners.',
    permissions: permissionNames.filter((permission) => permission !== 'organization:write'),
  },
  operator: {
    name: 'Operator',
    description: 'Runs connections and tenants day by day: sees, tests, refreshes, onboards and assesses them.',
    permissions: [...work, 'connections:test', 'tenants:write', 'compliance:run', 'compliance:write'],
  },
  approver: {
    name: 'Approver',
    description: 'Sees what an operator sees, without addresses of people, and approves what others ask for.',
    permissions: [...work.filter((permission) => permission !== 'personalData:read'), 'compliance:approve'],
  },
  auditor: {
    name: 'Auditor',
    description: 'Sees everything, including the audit log, and changes nothing.',
    permissions: reads,
  },
}

/** The roles that have a permission. */
export function rolesWith(permission: string): Role[] {
  return roleNames.filter((role) => roles[role].permissions.some((own) => own === permission))
}

/** Whether someone with these permissions may give them, or take them away: nobody deals in what they do not have. */
export function mayGrant(own: readonly string[], granted: readonly string[]): boolean {
  return granted.every((permission) => own.includes(permission))
}
