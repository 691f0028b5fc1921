import { readBody } from '../../odata/body.js'
import { propertyNames } from '../../odata/types.js'
import { softDelete } from '../../world/deleted-items.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { relationshipRooms } from '../member-types.js'
import { newId } from '../new-id.js'
import { findByKey, requireByKey } from '../object-key.js'
import { alreadyLinked, readReference } from '../references.js'
import { createdReply, noContent } from '../reply.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'

const TYPE = 'administrativeUnit'
const PATH = '/directory/administrativeUnits'

const rules = {
  type: TYPE,
  defaults: propertyNames(TYPE),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

const units = (call: GraphCall) => call.list('administrativeUnits')
const unitForWrite = (call: GraphCall) => requireByKey(call.tenant.set('administrativeUnits').view(), key(call))
const members = (call: GraphCall) => call.tenant.links('administrativeUnitMembers')

function note(call: GraphCall, activity: string, { id, displayName }: Entity): void {
  audit(call, {
    activity,
    category: 'AdministrativeUnit',
    targets: [{ id, type: 'Other', displayName: String(displayName) }],
  })
}

/** https://learn.microsoft.com/graph/api/directory-post-administrativeunits */
function create(call: GraphCall) {
  const body = readBody(call, TYPE, { required: ['displayName'], readOnly: ['id'] })
  if (!hasPremium(call.tenant, 'P1')) throw new GraphError('notLicensed')
  const entity = call.tenant.set('administrativeUnits').create(
    {
      description: null,
      isMemberManagementRestricted: false,
      membershipRule: null,
      membershipRuleProcessingState: null,
      membershipType: 'Assigned',
      visibility: null,
      ...body,
      id: newId(call, 'administrativeUnits'),
    },
    call.now.getTime(),
  )
  note(call, 'Add administrative unit', entity)
  return createdReply(call, PATH.slice(1), shown(entity, TYPE))
}

function update(call: GraphCall) {
  const entity = unitForWrite(call)
  const body = readBody(call, TYPE, { readOnly: ['id', 'isMemberManagementRestricted'] })
  call.tenant.set('administrativeUnits').update(entity.id, body, call.now.getTime())
  note(call, 'Update administrative unit', entity)
  return noContent()
}

function remove(call: GraphCall) {
  const entity = unitForWrite(call)
  softDelete(call.tenant, '#microsoft.graph.administrativeUnit', entity.id, call.now)
  note(call, 'Delete administrative unit', entity)
  return noContent()
}

function addMember(call: GraphCall) {
  const unit = unitForWrite(call)
  const { entity } = readReference(call, ['users', 'groups', 'devices'])
  if (members(call).has(unit.id, entity.id)) {
    throw alreadyLinked('members')
  }
  members(call).add(unit.id, entity.id, call.now.getTime())
  note(call, 'Add member to administrative unit', unit)
  return noContent()
}

function removeMember(call: GraphCall) {
  const unit = unitForWrite(call)
  if (!members(call).has(unit.id, key(call, 1))) throw new GraphError('notFound', { value: key(call, 1) })
  members(call).remove(unit.id, key(call, 1), call.now.getTime())
  note(call, 'Remove member from administrative unit', unit)
  return noContent()
}

export const administrativeUnitRooms: Room[] = [
  collection(PATH, rules, units),
  counted(PATH, rules, units),
  single(`${PATH}/{id}`, rules, (call) => findByKey(call.read('administrativeUnits'), key(call))),
  { method: 'POST', path: PATH, answer: create },
  { method: 'PATCH', path: `${PATH}/{id}`, answer: update },
  { method: 'DELETE', path: `${PATH}/{id}`, answer: remove },
  ...relationshipRooms(
    `${PATH}/{id}/members`,
    (call) => members(call).of(requireByKey(call.read('administrativeUnits'), key(call)).id, call.listedAt),
    { casts: ['user', 'group', 'device'] },
  ),
  { method: 'POST', path: `${PATH}/{id}/members/$ref`, answer: addMember },
  { method: 'DELETE', path: `${PATH}/{id}/members/{memberId}/$ref`, answer: removeMember },
]
