import type { Entity } from '../world/model.js'
import { GraphError } from './graph-error.js'
import { type GraphCall, key } from './room.js'

/** The object of a set that the path names, as it is by now: writes do not wait for replication. */
export function entityForWrite(call: GraphCall, set: string): Entity {
  const entity = call.tenant.set(set).view().get(key(call))
  if (!entity) throw new GraphError('notFound', { value: key(call) })
  return entity
}
