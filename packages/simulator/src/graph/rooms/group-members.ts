import type { Entity } from '../../world/model.js'
import { isUnified } from '../../world/groups.js'
import { softDelete } from '../../world/deleted-items.js'
import { findAllowances, honouredRoles, isAllowed } from '../authorize.js'
import { findForWrite } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { relationshipRooms } from '../member-types.js'
import { readReference } from '../references.js'
import { noContent } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'
import { membershipsOf, transitiveMembershipsOf } from '../user-memberships.js'
import { groupForWrite, guardMembers, refuseForeignMaster, requireRoleManagement } from './group-guards.js'
import { removeGroup } from './group-writes.js'
import { addLinks, checkLinks, type GroupLink, removeLink } from './group-links.js'

function groupId(call: GraphCall): string {
  const group = call.read('groups').get(key(call))
  if (!group) throw new GraphError('notFound', { value: key(call) })
  return group.id
}

function linked(link: GroupLink) {
  return (call: GraphCall) => call.tenant.links(link).of(groupId(call), call.listedAt)
}

/** The members of the group and of the groups in it, each once. */
function transitiveMembers(call: GraphCall): string[] {
  const groups = call.list('groups')
  const links = call.tenant.links('members')
  const from = groupId(call)
  const found = new Set<string>()
  const pending = [from]
  while (pending.length > 0) {
    for (const id of links.of(pending.pop() as string, call.listedAt)) {
      if (found.has(id) || id === from) continue
      found.add(id)
      if (groups.get(id)) pending.push(id)
    }
  }
  return [...found]
}

function addReference(link: GroupLink) {
  return (call: GraphCall) => {
    const group = groupForWrite(call)
    guardLink(call, link)
    const object = readReference(call)
    checkLinks(call, group, link, [object])
    addLinks(call, group, link, [object])
    return noContent()
  }
}

function guardLink(call: GraphCall, link: GroupLink): void {
  const group = groupForWrite(call)
  if (link === 'members') return guardMembers(call, group)
  refuseForeignMaster(group)
  requireRoleManagement(call, group)
}

function removeReference(link: GroupLink) {
  return (call: GraphCall) => {
    const group = groupForWrite(call)
    guardLink(call, link)
    const id = key(call, 1)
    const links = call.tenant.links(link)
    if (!links.has(group.id, id)) throw new GraphError('notFound', { value: id })
    if (link === 'owners' && isUnified(group) && links.of(group.id).length === 1) {
      throw new GraphError('badRequest', {
        value: 'The group must have at least one owner, hence this owner cannot be removed.',
      })
    }
    removeLink(call, group, link, id)
    return noContent()
  }
}

/** How members of a type are deleted, and where the permission for it stands. */
const DELETIONS: Record<string, { path: string; remove: (call: GraphCall, entity: Entity) => void }> = {
  user: {
    path: '/users/{id}',
    remove: ({ tenant, now }, { id }) => softDelete(tenant, '#microsoft.graph.user', id, now),
  },
  group: { path: '/groups/{id}', remove: removeGroup },
  device: {
    path: '/devices/{id}',
    remove: ({ tenant, now }, { id }) => tenant.set('devices').remove(id, now.getTime()),
  },
}

/** Without `/$ref` the object itself is meant: it is deleted where the caller may do that. */
function deleteObject(call: GraphCall) {
  const group = groupForWrite(call)
  const found = findForWrite(call.tenant, key(call, 1))
  if (!found || !call.tenant.links('members').has(group.id, found.entity.id)) {
    throw new GraphError('notFound', { value: key(call, 1) })
  }
  const deletion = DELETIONS[found.type]
  const honoured = honouredRoles(call.caller, call.servicePrincipal, call.now)
  if (!deletion || !isAllowed(findAllowances('DELETE', deletion.path) ?? [], honoured)) throw new GraphError('denied')
  deletion.remove(call, found.entity)
  return noContent()
}

const MEMBER_CASTS = ['user', 'group', 'device', 'servicePrincipal', 'orgContact']

export const groupMemberRooms: Room[] = [
  ...relationshipRooms('/groups/{id}/members', linked('members'), { casts: MEMBER_CASTS }),
  ...relationshipRooms('/groups/{id}/transitiveMembers', transitiveMembers, { casts: MEMBER_CASTS }),
  ...relationshipRooms('/groups/{id}/owners', linked('owners'), { casts: ['user', 'servicePrincipal'] }),
  ...relationshipRooms('/groups/{id}/memberOf', (call) => membershipsOf(call, groupId(call)), {
    casts: ['group', 'administrativeUnit'],
  }),
  ...relationshipRooms('/groups/{id}/transitiveMemberOf', (call) => transitiveMembershipsOf(call, groupId(call)), {
    casts: ['group', 'administrativeUnit'],
  }),
  { method: 'POST', path: '/groups/{id}/members/$ref', answer: addReference('members') },
  { method: 'POST', path: '/groups/{id}/owners/$ref', answer: addReference('owners') },
  { method: 'DELETE', path: '/groups/{id}/members/{memberId}/$ref', answer: removeReference('members') },
  { method: 'DELETE', path: '/groups/{id}/owners/{ownerId}/$ref', answer: removeReference('owners') },
  { method: 'DELETE', path: '/groups/{id}/members/{memberId}', answer: deleteObject },
]
