import { readBody } from '../../odata/body.js'
import { typeOf } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import type { Entity } from '../../world/model.js'
import { ALL_USERS } from '../../world/policies/well-known.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { type GraphReply, noContent } from '../reply.js'
import type { GraphCall, Room } from '../room.js'
import { merge, mergedChanges } from './merge.js'
import { policyTarget } from '../../world/policies/policy-target.js'
import { findMethod, methodConfigurations } from './policies-methods.js'

const PATH = '/policies/authenticationMethodsPolicy'

/** The policy and each of its methods are changed by themselves. */
function updatePolicy(call: GraphCall): GraphReply {
  const { before } = policyForWrite(call)
  const body = readBody(call, 'authenticationMethodsPolicy', {
    readOnly: ['id', 'lastModifiedDateTime', 'policyVersion', 'authenticationMethodConfigurations'],
  })
  return write(call, before, mergedChanges(before, body), 'Authentication Methods Policy Update')
}

function updateMethod(call: GraphCall): GraphReply {
  const { before, methods } = policyForWrite(call)
  const method = findMethod(call, methodConfigurations(call, before))
  const declared = typeOf(method, 'authenticationMethodConfiguration')
  if (call.body()['@odata.type'] === undefined) {
    throw new GraphError('invalidQuery', { value: "The property '@odata.type' must be given to update a method." })
  }
  const body = readBody(call, declared, { readOnly: [] })
  for (const target of [...targetsOf(body['includeTargets']), ...targetsOf(body['excludeTargets'])]) {
    requireGroup(call, target)
  }
  const changed = merge(method, { ...body, id: method.id, '@odata.type': method['@odata.type'] })
  const configurations = methods.map((other) => (other.id === method.id ? changed : other))
  return write(
    call,
    before,
    { authenticationMethodConfigurations: configurations },
    'Authentication Methods Policy Update',
  )
}

function policyForWrite(call: GraphCall): { before: Entity; methods: Entity[] } {
  const [before] = call.tenant.set('authenticationMethodsPolicy').view()
  if (!before) throw new GraphError('notFound', { value: 'authenticationMethodsPolicy' })
  return { before, methods: before['authenticationMethodConfigurations'] as Entity[] }
}

function targetsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((target: { id?: unknown }) => String(target.id)) : []
}

function requireGroup(call: GraphCall, id: string): void {
  if (id === ALL_USERS || call.tenant.set('groups').view().get(id)) return
  throw new GraphError('invalidQuery', { value: `The group '${id}' does not exist in the directory.` })
}

function write(call: GraphCall, before: Entity, changes: Record<string, unknown>, activity: string): GraphReply {
  const dated = { ...changes, lastModifiedDateTime: directoryTime(call.now) }
  const after = call.tenant.set('authenticationMethodsPolicy').update(before.id, dated, call.now.getTime())
  audit(call, {
    activity,
    category: 'Policy',
    service: 'Authentication Methods',
    targets: [policyTarget(after, { before, after })],
  })
  return noContent()
}

export const methodWriteRooms: Room[] = [
  { method: 'PATCH', path: PATH, answer: updatePolicy },
  { method: 'PATCH', path: `${PATH}/authenticationMethodConfigurations/{id}`, answer: updateMethod },
]
