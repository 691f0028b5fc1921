import type { Entity } from '../world/model.js'
import { directoryRoles, rolesOf } from '../world/roles.js'
import { findAllowances, honouredRoles } from './authorize.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'

const idsOf = (...names: string[]) => names.flatMap((name) => directoryRoles[name] ?? [])

/** May do anything to any administrator. */
const HIGHEST = idsOf('Global Administrator', 'Privileged Authentication Administrator')

/** May reset the password of people who hold no role. */
const PASSWORD_ROLES = [
  ...HIGHEST,
  ...idsOf('User Administrator', 'Password Administrator', 'Helpdesk Administrator', 'Authentication Administrator'),
]

/** The administrators whom a User Administrator stands above. */
const BELOW_USER_ADMINISTRATOR = idsOf(
  'Directory Readers',
  'Guest Inviter',
  'Helpdesk Administrator',
  'Message Center Reader',
  'Reports Reader',
  'User Administrator',
)

/** Permissions for some properties alone, and those that each of them needs beside it. */
const NARROW: Record<string, { role: string; together?: string[] }> = {
  accountEnabled: {
    role: 'User.EnableDisableAccount.All',
    together: ['User.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  },
  passwordProfile: { role: 'User-PasswordProfile.ReadWrite.All' },
  businessPhones: { role: 'User-Phone.ReadWrite.All' },
  mobilePhone: { role: 'User-Phone.ReadWrite.All' },
  otherMails: { role: 'User-Mail.ReadWrite.All' },
  identities: { role: 'User.ManageIdentities.All' },
}

/** Changes that an administrator must be safe from. */
const SENSITIVE = [
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
]

/** Which properties an app may write follows from its permissions. https://learn.microsoft.com/graph/api/user-update */
export function requireMayUpdate(call: GraphCall, user: Entity, properties: readonly string[]): void {
  const honoured = honouredRoles(call.caller, call.servicePrincipal, call.now)
  const narrow = new Set(Object.values(NARROW).map(({ role }) => role))
  const wide = (findAllowances('PATCH', '/users/{id}') ?? []).some(
    ({ role }) => !narrow.has(role) && honoured.has(role),
  )
  for (const property of properties) {
    const own = NARROW[property]
    const byOwn =
      own !== undefined &&
      honoured.has(own.role) &&
      (own.together === undefined || own.together.some((role) => honoured.has(role)))
    const byRole =
      property === 'passwordProfile' ? wide && holds(call, PASSWORD_ROLES) : wide && property !== 'identities'
    if (!byOwn && !byRole) throw new GraphError('denied')
  }
  if (properties.some((property) => SENSITIVE.includes(property))) requireAbove(call, user)
}

/**
 * An administrator can be changed only by an app that holds a higher directory role itself.
 * https://learn.microsoft.com/graph/api/resources/users#who-can-perform-sensitive-actions
 */
export function requireAbove(call: GraphCall, user: Entity): void {
  const held = rolesOf(call.tenant, user.id)
  if (held.length === 0 || holds(call, HIGHEST)) return
  const modest = held.every((role) => BELOW_USER_ADMINISTRATOR.includes(role))
  if (!modest || !holds(call, idsOf('User Administrator'))) throw new GraphError('denied')
}

/** Whether the calling app holds one of these directory roles, and has for long enough that Graph knows. */
function holds({ tenant, servicePrincipal, now }: GraphCall, roles: readonly string[]): boolean {
  const known = now.getTime() - tenant.propagation.graphSeconds * 1000
  return rolesOf(tenant, servicePrincipal.id, known).some((role) => roles.includes(role))
}
