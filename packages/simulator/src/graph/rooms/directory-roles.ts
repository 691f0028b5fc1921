import { readData } from '../../data.js'
import { propertyNames } from '../../odata/types.js'
import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { collection, type Room } from '../room.js'

/** Built-in role name to template id, which is also the id of its definition. */
const roles = readData('directory-roles.json') as Record<string, string>

function definitions(): Entity[] {
  return Object.entries(roles).map(([displayName, id]) => ({
    id,
    description: displayName,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    rolePermissions: [],
    templateId: id,
    version: '1',
  }))
}

/** Direct assignments: the first person of a tenant is its Global Administrator. */
function assignments(tenant: Tenant): Entity[] {
  const held: [string, number][] = [
    ['Global Administrator', 0],
    ['User Administrator', 1],
    ['Global Reader', 2],
  ]
  return held.flatMap(([role, index]) => {
    const user = [...tenant.set('users').view()][index]
    const roleDefinitionId = roles[role]
    if (!user || !roleDefinitionId) return []
    return {
      id: guid(tenant.id, 'role-assignment', role),
      appScopeId: null,
      condition: null,
      directoryScopeId: '/',
      principalId: user.id,
      principal: {
        '@odata.type': '#microsoft.graph.user',
        id: user.id,
        displayName: user['displayName'],
        userPrincipalName: user['userPrincipalName'],
      },
      roleDefinitionId,
    }
  })
}

export const directoryRoleRooms: Room[] = [
  {
    ...collection(
      '/roleManagement/directory/roleAssignments',
      {
        type: 'unifiedRoleAssignment',
        defaults: propertyNames('unifiedRoleAssignment'),
        defaultPage: 100,
        maxPage: 999,
        expands: {
          principal: ({ principal }) => principal,
          roleDefinition: ({ roleDefinitionId }) => definitions().find(({ id }) => id === roleDefinitionId),
        },
      },
      ({ tenant }) => assignments(tenant),
    ),
    units: 1,
  },
  {
    ...collection(
      '/roleManagement/directory/roleDefinitions',
      {
        type: 'unifiedRoleDefinition',
        defaults: propertyNames('unifiedRoleDefinition'),
        defaultPage: 999,
        maxPage: 999,
      },
      definitions,
    ),
    units: 1,
  },
]
