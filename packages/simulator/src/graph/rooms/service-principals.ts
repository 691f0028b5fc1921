import { deltaRoom } from '../../odata/delta-room.js'
import { propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { directoryObjects, typed } from '../directory-objects.js'
import { relationshipRooms } from '../member-types.js'
import { findByKey, requireByKey } from '../object-key.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { membershipsOf, transitiveMembershipsOf } from '../user-memberships.js'
import { appRoleAssignmentRooms } from './app-role-assignments.js'
import { withRegistrations } from './applications.js'
import { ownerRooms } from './owners.js'
import { permissionGrantRooms } from './permission-grants.js'
import { servicePrincipalWriteRooms } from './service-principals-write.js'

const related = (ids: (call: GraphCall, id: string) => string[]) => (entity: Entity, call: GraphCall) =>
  directoryObjects(call, ids(call, entity.id)).map(typed)

const assigned = (side: 'principalId' | 'resourceId') => (entity: Entity, call: GraphCall) =>
  [...call.list('appRoleAssignments')].filter((assignment) => assignment[side] === entity.id)

const servicePrincipalRules = {
  type: 'servicePrincipal',
  defaults: propertyNames('servicePrincipal'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
  expands: {
    appRoleAssignedTo: assigned('resourceId'),
    appRoleAssignments: assigned('principalId'),
    delegatedPermissionClassifications: ({ id }: Entity, call: GraphCall) =>
      [...call.list('delegatedPermissionClassifications')].filter(
        ({ servicePrincipalId }) => servicePrincipalId === id,
      ),
    memberOf: related(membershipsOf),
    owners: related((call, id) => call.tenant.links('servicePrincipalOwners').of(id, call.listedAt)),
  },
}

const principals = (call: GraphCall) => call.list('servicePrincipals')

function principalId(call: GraphCall): string {
  return requireByKey(call.read('servicePrincipals'), key(call)).id
}

/** What a principal owns: applications, other principals and groups. */
function owned(call: GraphCall): string[] {
  const id = principalId(call)
  return ['applicationOwners', 'servicePrincipalOwners', 'owners'].flatMap((links) =>
    call.tenant.links(links).ownersOf(id, call.listedAt),
  )
}

const agentRules = { ...servicePrincipalRules, type: 'agentIdentity', defaults: propertyNames('agentIdentity') }

const agents = (call: GraphCall) =>
  [...principals(call)].filter((entity) => entity['@odata.type'] === '#microsoft.graph.agentIdentity')

const PATH = '/servicePrincipals/{id}'

export const servicePrincipalRooms: Room[] = withRegistrations([
  collection('/servicePrincipals', servicePrincipalRules, principals),
  counted('/servicePrincipals', servicePrincipalRules, principals),
  single(PATH, servicePrincipalRules, (call) => findByKey(call.read('servicePrincipals'), key(call))),
  collection('/servicePrincipals/microsoft.graph.agentIdentity', agentRules, agents),
  deltaRoom('/servicePrincipals/delta', {
    set: 'servicePrincipals',
    rules: servicePrincipalRules,
    links: { owners: { links: 'servicePrincipalOwners' } },
  }),
  ...relationshipRooms(`${PATH}/owners`, (call) =>
    call.tenant.links('servicePrincipalOwners').of(principalId(call), call.listedAt),
  ),
  ...relationshipRooms(`${PATH}/ownedObjects`, owned),
  ...relationshipRooms(`${PATH}/memberOf`, (call) => membershipsOf(call, principalId(call)), {
    casts: ['group', 'directoryRole', 'administrativeUnit'],
  }),
  ...relationshipRooms(`${PATH}/transitiveMemberOf`, (call) => transitiveMembershipsOf(call, principalId(call)), {
    casts: ['group', 'directoryRole', 'administrativeUnit'],
  }),
  ...appRoleAssignmentRooms('servicePrincipals', 'appRoleAssignments', 'principalId'),
  ...appRoleAssignmentRooms('servicePrincipals', 'appRoleAssignedTo', 'resourceId'),
  ...appRoleAssignmentRooms('groups', 'appRoleAssignments', 'principalId'),
  ...ownerRooms('servicePrincipals'),
  ...servicePrincipalWriteRooms,
  ...permissionGrantRooms,
])
