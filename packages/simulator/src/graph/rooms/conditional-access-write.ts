import { readBody } from '../../odata/body.js'
import { directoryTime } from '../../world/directory.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { complete, completeObject } from '../../world/policies/complete.js'
import { audit } from '../audit.js'
import { entityForWrite } from '../entity-for-write.js'
import { GraphError } from '../graph-error.js'
import { newId } from '../new-id.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { type GraphCall, type Room } from '../room.js'
import { withStrength } from './conditional-access-shown.js'
import { validatePolicy } from './conditional-access-validation.js'
import { mergedChanges } from './merge.js'
import { policyTarget } from '../../world/policies/policy-target.js'

const PATH = '/identity/conditionalAccess/policies'
const SET = 'conditionalAccessPolicies'
const READ_ONLY = ['id', 'createdDateTime', 'modifiedDateTime', 'templateId', 'deletedDateTime']

function requireLicence(call: GraphCall): void {
  if (!hasPremium(call.tenant, 'P1')) throw new GraphError('notLicensed')
}

function note(call: GraphCall, verb: 'Add' | 'Update' | 'Delete', entity: Entity, before?: Entity): void {
  audit(call, {
    activity: `${verb} conditional access policy`,
    category: 'Policy',
    service: 'Conditional Access',
    targets: [policyTarget(entity, { ...(before ? { before } : {}), ...(verb === 'Delete' ? {} : { after: entity }) })],
  })
}

function create(call: GraphCall): GraphReply {
  requireLicence(call)
  const body = readBody(call, 'conditionalAccessPolicy', { readOnly: READ_ONLY })
  const conditions = body['conditions'] as Record<string, unknown> | undefined
  for (const name of ['displayName', 'state', 'conditions']) {
    if (body[name] === undefined || body[name] === null || body[name] === '') {
      throw new GraphError('invalidQuery', {
        value: `1007: Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type: '${name}' is missing.`,
      })
    }
  }
  validatePolicy(call, body)
  const entity = complete('conditionalAccessPolicy', {
    ...body,
    conditions: completeObject('conditionalAccessConditionSet', { clientAppTypes: ['all'], ...conditions }),
    id: newId(call, SET),
    createdDateTime: directoryTime(call.now),
    modifiedDateTime: null,
  })
  call.tenant.set(SET).create(entity, call.now.getTime())
  note(call, 'Add', entity)
  return createdReply(call, PATH.slice(1), withStrength(call, entity))
}

function update(call: GraphCall): GraphReply {
  requireLicence(call)
  const before = entityForWrite(call, SET)
  const body = readBody(call, 'conditionalAccessPolicy', { readOnly: READ_ONLY })
  const changes = mergedChanges(before, body)
  validatePolicy(call, { ...before, ...changes }, before)
  const after = complete('conditionalAccessPolicy', {
    ...before,
    ...changes,
    modifiedDateTime: directoryTime(call.now),
  })
  const names = [...Object.keys(changes), 'modifiedDateTime']
  call.tenant
    .set(SET)
    .update(before.id, Object.fromEntries(names.map((name) => [name, after[name]])), call.now.getTime())
  note(call, 'Update', after, before)
  return noContent()
}

function remove(call: GraphCall): GraphReply {
  const before = entityForWrite(call, SET)
  call.tenant.set(SET).remove(before.id, call.now.getTime())
  note(call, 'Delete', before, before)
  return noContent()
}

export const conditionalAccessWriteRooms: Room[] = [
  { method: 'POST', path: PATH, answer: create },
  { method: 'PATCH', path: `${PATH}/{id}`, answer: update },
  { method: 'DELETE', path: `${PATH}/{id}`, answer: remove },
]
