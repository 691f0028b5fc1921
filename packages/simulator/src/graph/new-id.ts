import { guid } from '../world/ids.js'
import type { GraphCall } from './room.js'

/** The id of the object that is about to be created in a set: the same for the same history. */
export function newId(call: GraphCall, set: string): string {
  return guid(call.tenant.id, 'created', set, call.tenant.set(set).journal.last)
}
