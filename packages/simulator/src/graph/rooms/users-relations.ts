import { GraphError } from '../graph-error.js'
import { relationshipRooms } from '../member-types.js'
import { collection, type GraphCall, type Room } from '../room.js'
import { settleGroupLicences } from '../../world/group-licences.js'
import { licenceDetails } from '../../world/service-plans.js'
import { requireUser } from '../user-key.js'
import { membershipsOf, transitiveMembershipsOf } from '../user-memberships.js'
import { plainRules } from './plain-rules.js'

/** Ids of what the user owns: groups, applications and service principals. */
function ownedBy(call: GraphCall): string[] {
  const { id } = requireUser(call)
  return ['owners', 'applicationOwners', 'servicePrincipalOwners'].flatMap((links) =>
    call.tenant.links(links).ownersOf(id, call.listedAt),
  )
}

/** Ids of the devices that are the user's. */
function devicesOf(call: GraphCall): string[] {
  const { id } = requireUser(call)
  return [...call.list('devices')].filter((device) => device['ownerId'] === id).map((device) => device.id)
}

/** Nobody has a picture. */
function photo(path: string): Room {
  return {
    path,
    answer(call) {
      requireUser(call)
      throw new GraphError('imageNotFound')
    },
  }
}

const memberships = ['group', 'directoryRole', 'administrativeUnit'] as const

export const userRelationRooms: Room[] = [
  ...relationshipRooms('/users/{id}/memberOf', (call) => membershipsOf(call, requireUser(call).id), {
    casts: memberships,
  }),
  ...relationshipRooms(
    '/users/{id}/transitiveMemberOf',
    (call) => transitiveMembershipsOf(call, requireUser(call).id),
    { casts: memberships },
  ),
  ...relationshipRooms('/users/{id}/ownedObjects', ownedBy, { casts: ['group', 'application'] }),
  ...relationshipRooms('/users/{id}/ownedDevices', devicesOf),
  ...relationshipRooms('/users/{id}/registeredDevices', devicesOf),
  photo('/users/{id}/photo'),
  photo('/users/{id}/photo/$value'),
  collection('/users/{id}/licenseDetails', plainRules('licenseDetails'), (call) => {
    settleGroupLicences(call.tenant, call.now)
    return licenceDetails(call.tenant, requireUser(call))
  }),
  collection(
    '/users/{id}/appRoleAssignments',
    { ...plainRules('appRoleAssignment'), directory: true },
    (call) => {
      const { id } = requireUser(call)
      return [...call.list('appRoleAssignments')].filter((assignment) => assignment['principalId'] === id)
    },
    { context: 'appRoleAssignments' },
  ),
  collection(
    '/users/{id}/oauth2PermissionGrants',
    { ...plainRules('oAuth2PermissionGrant'), directory: true },
    (call) => {
      const { id } = requireUser(call)
      return [...call.list('oauth2PermissionGrants')].filter((grant) => grant['principalId'] === id)
    },
    { context: 'oauth2PermissionGrants' },
  ),
]
