import type { Entity } from '../../world/model.js'
import { isDynamic, isExchangeGroup, isRoleAssignable, isSynced } from '../../world/groups.js'
import { GraphError } from '../graph-error.js'
import { holds } from '../holds.js'
import { type GraphCall, key } from '../room.js'

/** The newest state of the group in the call's path: writes do not lag. */
export function groupForWrite(call: GraphCall): Entity {
  const group = call.tenant.set('groups').view().get(key(call))
  if (!group) throw new GraphError('notFound', { value: key(call) })
  return group
}

/** What Graph refuses whatever is to be written: groups that have another master. */
export function refuseForeignMaster(group: Entity): void {
  if (isSynced(group)) {
    throw new GraphError('badRequest', {
      value:
        'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    })
  }
  if (isExchangeGroup(group)) {
    throw new GraphError('badRequest', {
      value: 'Cannot Update a mail-enabled security groups and or distribution list.',
    })
  }
}

/** https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept: these guard directory roles. */
export function requireRoleManagement(call: GraphCall, group: Entity): void {
  if (isRoleAssignable(group) && !holds(call, 'RoleManagement.ReadWrite.Directory')) throw new GraphError('denied')
}

/** The members of a dynamic group follow from its rule alone. */
export function guardMembers(call: GraphCall, group: Entity): void {
  refuseForeignMaster(group)
  requireRoleManagement(call, group)
  if (isDynamic(group)) throw new GraphError('denied')
}
