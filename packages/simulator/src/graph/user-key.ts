import type { EntityView } from '../store/entity-set.js'
import type { Entity } from '../world/model.js'
import { GraphError } from './graph-error.js'
import { type GraphCall, key } from './room.js'

/** By object id or user principal name, wherever a user's key stands. */
export function findUser(users: EntityView, idOrName: string): Entity | undefined {
  return users.get(idOrName) ?? (idOrName.includes('@') ? users.find('userPrincipalName', idOrName) : undefined)
}

/** The user of the call's path as single reads see it. */
export function requireUser(call: GraphCall, position = 0): Entity {
  return found(findUser(call.read('users'), key(call, position)), key(call, position))
}

/** The newest state, for writes: those do not lag. */
export function userForWrite(call: GraphCall): Entity {
  return found(findUser(call.tenant.set('users').view(), key(call)), key(call))
}

function found(user: Entity | undefined, value: string): Entity {
  if (!user) throw new GraphError('notFound', { value })
  return user
}
