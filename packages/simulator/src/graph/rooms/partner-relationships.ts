import { readBody } from '../../odata/body.js'
import { requireMatch, withEtag } from '../../odata/etag.js'
import { accessAssignment, relationshipEntity, stateOf } from '../../world/delegated-administration.js'
import { directoryTime } from '../../world/directory.js'
import { guid } from '../../world/ids.js'
import type { Entity, Relationship } from '../../world/model.js'
import { directoryRoles } from '../../world/roles.js'
import { GraphError } from '../graph-error.js'
import { newId } from '../new-id.js'
import { createdReply, GraphReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'
import { partnerRules, requirePartner } from './partner-rules.js'

const TYPE = 'delegatedAdminRelationship'
const PATH = '/tenantRelationships/delegatedAdminRelationships'
const CONTEXT = PATH.slice(1)

function bad(value: string): GraphError {
  return new GraphError('invalidQuery', { value })
}

function relationship(call: GraphCall): Relationship {
  requirePartner(call)
  const found = call.tenant.relationships.find(({ id }) => id === key(call))
  if (!found) throw new GraphError('notFound', { value: key(call) })
  return found
}

function entityOf(call: GraphCall, found: Relationship): Entity {
  const customer = call.simulation.world.findTenant(found.customerTenantId)
  return withEtag(relationshipEntity(found, customer, call.now))
}

/** Role names of `accessDetails`. */
function rolesIn(details: unknown): string[] {
  const roles = ((details ?? {}) as { unifiedRoles?: { roleDefinitionId?: string }[] }).unifiedRoles ?? []
  if (roles.length === 0) throw bad('accessDetails must name at least one role.')
  return roles.map(({ roleDefinitionId }) => {
    const name = Object.keys(directoryRoles).find((role) => directoryRoles[role] === roleDefinitionId)
    if (name === undefined) throw bad(`The role definition '${String(roleDefinitionId)}' does not exist.`)
    return name
  })
}

/** https://learn.microsoft.com/graph/api/tenantrelationship-post-delegatedadminrelationships: one day to two years. */
function checkDuration(duration: unknown): string {
  const days = Number(/^P(\d+)D$/.exec(String(duration))?.[1] ?? Number.NaN)
  if (!(days >= 1 && days <= 730)) throw bad('The duration must lie between P1D and P730D.')
  return `P${days}D`
}

function checkExtension(value: unknown, roles: readonly string[]): string {
  if (value === undefined || value === 'PT0S') return 'PT0S'
  if (value !== 'P180D') throw bad('autoExtendDuration must be PT0S or P180D.')
  if (roles.includes('Global Administrator')) {
    throw bad('A relationship with the role Global Administrator cannot be extended automatically.')
  }
  return value
}

function create(call: GraphCall): GraphReply {
  requirePartner(call)
  const body = readBody(call, TYPE, {
    required: ['displayName', 'duration', 'accessDetails'],
    readOnly: ['id', 'status', 'activatedDateTime', 'createdDateTime', 'endDateTime', 'lastModifiedDateTime'],
  })
  const roles = rolesIn(body['accessDetails'])
  const duration = checkDuration(body['duration'])
  const displayName = String(body['displayName'])
  if (displayName.length > 50) throw bad('The displayName must not be longer than 50 characters.')
  const others = call.tenant.relationships.map((other) => entityOf(call, other)['displayName'])
  if (others.includes(displayName)) throw bad(`A relationship named '${displayName}' exists already.`)
  const customer = (body['customer'] ?? {}) as { tenantId?: string }
  const number = call.tenant.relationships.length
  const made: Relationship = {
    id: `${guid(call.tenant.id, 'relationship', number)}-${guid(call.tenant.id, 'customer', number)}`,
    customerTenantId: customer.tenantId ?? '',
    status: 'created',
    roles,
    startsAt: call.now,
    endsAt: new Date(call.now.getTime() + Number.parseInt(duration.slice(1), 10) * 86_400_000),
    displayName,
    duration,
    autoExtendDuration: checkExtension(body['autoExtendDuration'], roles),
  }
  call.tenant.relationships.push(made)
  return createdReply(call, CONTEXT, shown(entityOf(call, made), TYPE))
}

/** Only what no customer has seen yet can be edited or deleted; and only by who has read it as it is. */
function editable(call: GraphCall): Relationship {
  const found = relationship(call)
  requireMatch(call.headers, entityOf(call, found), { required: true })
  if (found.status !== 'created') throw bad(`A relationship of status '${found.status}' cannot be changed.`)
  return found
}

function update(call: GraphCall): GraphReply {
  const found = editable(call)
  const body = readBody(call, TYPE, { readOnly: ['id', 'status'] })
  if (body['accessDetails'] !== undefined) found.roles = rolesIn(body['accessDetails'])
  if (body['duration'] !== undefined) found.duration = checkDuration(body['duration'])
  if (typeof body['displayName'] === 'string') found.displayName = body['displayName']
  if (body['autoExtendDuration'] !== undefined) {
    found.autoExtendDuration = checkExtension(body['autoExtendDuration'], found.roles)
  }
  found.modifiedAt = call.now
  return noContent()
}

function remove(call: GraphCall): GraphReply {
  const found = editable(call)
  call.tenant.relationships = call.tenant.relationships.filter((other) => other !== found)
  return noContent()
}

const beneath = (set: string) => (call: GraphCall) => {
  const { id } = relationship(call)
  return [...call.list(set)].filter(({ relationshipId }) => relationshipId === id)
}

function beneathRooms(set: string, name: string, type: string): Room[] {
  const rules = partnerRules(type)
  const list = beneath(set)
  return [
    collection(`${PATH}/{id}/${name}`, rules, list),
    single(`${PATH}/{id}/${name}/{itemId}`, rules, (call) => list(call).find(({ id }) => id === key(call, 1)), {
      context: `${CONTEXT}/${name}/$entity`,
    }),
  ]
}

/** `lockForApproval` hands it to the customer; `terminate` ends it. */
const ACTIONS: Record<string, { from: string[]; to: string }> = {
  lockForApproval: { from: ['created'], to: 'approvalPending' },
  terminate: { from: ['active', 'expiring'], to: 'terminated' },
}

function request(call: GraphCall): GraphReply {
  const found = relationship(call)
  const type = 'delegatedAdminRelationshipRequest'
  const body = readBody(call, type, { required: ['action'], readOnly: ['id', 'status'] })
  const action = ACTIONS[String(body['action'])]
  if (!action) throw bad(`The action '${String(body['action'])}' is not a partner's.`)
  const { status } = stateOf(found, call.now)
  if (!action.from.includes(status)) throw bad(`A relationship of status '${status}' does not take this action.`)
  found.status = action.to
  found.modifiedAt = call.now
  const entity = call.tenant.set('delegatedAdminRequests').create(
    {
      id: newId(call, 'delegatedAdminRequests'),
      action: body['action'],
      createdDateTime: directoryTime(call.now),
      lastModifiedDateTime: directoryTime(call.now),
      relationshipId: found.id,
      status: 'succeeded',
    },
    call.now.getTime(),
  )
  return createdReply(call, `${CONTEXT}('${found.id}')/requests`, shown(entity, type))
}

const ACCESS = 'delegatedAdminAccessAssignment'

/** https://learn.microsoft.com/graph/api/delegatedadminrelationship-post-accessassignments: roles of the relationship only. */
function assignAccess(call: GraphCall): GraphReply {
  const found = relationship(call)
  if (stateOf(found, call.now).status !== 'active') throw bad('Access can only be assigned in an active relationship.')
  const body = readBody(call, ACCESS, { required: ['accessContainer', 'accessDetails'], readOnly: ['id', 'status'] })
  const roles = rolesIn(body['accessDetails'])
  if (roles.some((role) => !found.roles.includes(role))) {
    throw bad('The access assignment names a role that the relationship does not have.')
  }
  const groupId = String((body['accessContainer'] as { accessContainerId?: string }).accessContainerId)
  const group = call.tenant.set('groups').view().get(groupId)
  if (group?.['securityEnabled'] !== true) throw bad(`'${groupId}' is not a security group of the partner.`)
  const id = newId(call, 'delegatedAdminAccessAssignments')
  const entity = call.tenant
    .set('delegatedAdminAccessAssignments')
    .create(accessAssignment(found, groupId, { id, roles, at: call.now, status: 'active' }), call.now.getTime())
  return createdReply(call, `${CONTEXT}('${found.id}')/accessAssignments`, shown(withEtag(entity), ACCESS))
}

function removeAccess(call: GraphCall): GraphReply {
  const { id } = relationship(call)
  const set = call.tenant.set('delegatedAdminAccessAssignments')
  const entity = set.view().get(key(call, 1))
  if (entity?.['relationshipId'] !== id) throw new GraphError('notFound', { value: key(call, 1) })
  set.remove(entity.id, call.now.getTime())
  return noContent()
}

export function relationshipRooms(list: (call: GraphCall) => Entity[]): Room[] {
  const rules = partnerRules(TYPE)
  return [
    collection(PATH, rules, list, { before: requirePartner }),
    single(`${PATH}/{id}`, rules, (call) => entityOf(call, relationship(call))),
    { method: 'POST', path: PATH, answer: create },
    { method: 'PATCH', path: `${PATH}/{id}`, answer: update },
    { method: 'DELETE', path: `${PATH}/{id}`, answer: remove },
    ...beneathRooms('delegatedAdminAccessAssignments', 'accessAssignments', ACCESS),
    ...beneathRooms('delegatedAdminRequests', 'requests', 'delegatedAdminRelationshipRequest'),
    ...beneathRooms('delegatedAdminOperations', 'operations', 'delegatedAdminRelationshipOperation'),
    { method: 'POST', path: `${PATH}/{id}/requests`, answer: request },
    { method: 'POST', path: `${PATH}/{id}/accessAssignments`, answer: assignAccess },
    { method: 'DELETE', path: `${PATH}/{id}/accessAssignments/{itemId}`, answer: removeAccess },
  ]
}
