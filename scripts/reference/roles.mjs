import { built } from './built.mjs'
import { code, opening, table } from './markdown.mjs'

/** Which role may do what. */
export async function rolesPage() {
  const { permissionNames, permissions } = await built('apps/api/dist/roles/permissions.js')
  const { roleNames, roles } = await built('apps/api/dist/roles/roles.js')
  return [
    opening(
      'Roles and permissions',
      'What people and API keys may do in an organization. An API key has a role or single permissions. Nobody gives anyone more than they have themselves.',
    ),
    table(
      ['Role', 'For'],
      roleNames.map((name) => [roles[name].name, roles[name].description]),
    ),
    table(
      ['Permission', 'Allows to', ...roleNames.map((name) => roles[name].name)],
      permissionNames.map((name) => [
        code(name),
        lowerFirst(permissions[name]),
        ...roleNames.map((role) => (roles[role].permissions.includes(name) ? 'yes' : '')),
      ]),
    ),
  ].join('\n\n')
}

const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1)
