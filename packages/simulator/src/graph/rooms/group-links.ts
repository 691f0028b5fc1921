import type { Entity } from '../../world/model.js'
import { isRoleAssignable, isUnified } from '../../world/groups.js'
import { audit } from '../audit.js'
import type { DirectoryObject } from '../directory-objects.js'
import { GraphError } from '../graph-error.js'
import { alreadyLinked } from '../references.js'
import type { GraphCall } from '../room.js'

export type GroupLink = 'members' | 'owners'

/** https://learn.microsoft.com/graph/api/group-post-members: what each kind of group takes. */
const SECURITY_GROUP_MEMBERS = ['user', 'group', 'device', 'servicePrincipal', 'orgContact']

function takes(group: Entity, link: GroupLink, { type, entity }: DirectoryObject): boolean {
  if (link === 'owners') return type === 'user' || type === 'servicePrincipal'
  if (isUnified(group)) return type === 'user'
  if (type === 'group' && (isUnified(entity) || isRoleAssignable(group) || entity.id === group.id)) return false
  return SECURITY_GROUP_MEMBERS.includes(type)
}

/** Refuses objects that the group cannot take, or has already; nothing is written yet. */
export function checkLinks(call: GraphCall, group: Entity, link: GroupLink, objects: readonly DirectoryObject[]): void {
  const wrong = objects.find((object) => !takes(group, link, object))
  if (wrong) {
    throw new GraphError('badRequest', {
      value: `The object '${wrong.entity.id}' of type '${wrong.type}' cannot be added to '${link}' of this group.`,
    })
  }
  const ids = objects.map(({ entity }) => entity.id)
  const links = call.tenant.links(link)
  if (ids.some((id, index) => links.has(group.id, id) || ids.indexOf(id) !== index)) {
    throw alreadyLinked(link)
  }
}

export function addLinks(call: GraphCall, group: Entity, link: GroupLink, objects: readonly DirectoryObject[]): void {
  for (const { entity } of objects) {
    call.tenant.links(link).add(group.id, entity.id, call.now.getTime())
    note(call, group, link, entity, 'Add')
  }
}

export function removeLink(call: GraphCall, group: Entity, link: GroupLink, id: string): void {
  call.tenant.links(link).remove(group.id, id, call.now.getTime())
  note(call, group, link, { id }, 'Remove')
}

function note(call: GraphCall, group: Entity, link: GroupLink, other: { id: string }, verb: 'Add' | 'Remove'): void {
  const what = link === 'members' ? 'member' : 'owner'
  audit(call, {
    activity: `${verb} ${what} ${verb === 'Add' ? 'to' : 'from'} group`,
    category: 'GroupManagement',
    operation: verb === 'Add' ? 'Assign' : 'Unassign',
    targets: [
      { id: other.id, type: 'Other' },
      { id: group.id, type: 'Group', displayName: String(group['displayName']) },
    ],
  })
}
