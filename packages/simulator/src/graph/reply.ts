import { contentType, metadataLevel } from '../odata/metadata-level.js'
import type { GraphCall } from './room.js'

/** An answer of Graph other than 200 with JSON. */
export class GraphReply {
  constructor(
    readonly status: number,
    readonly body?: unknown,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** A list or an object: its content type says how much metadata it carries, if that was asked for. */
export function entityReply(call: GraphCall, body: Record<string, unknown>): unknown {
  const level = metadataLevel(call)
  return level === 'minimal' ? body : new GraphReply(200, body, { 'content-type': contentType(level) })
}

/** 204 has no body and no content type. */
export function noContent(): GraphReply {
  return new GraphReply(204)
}

/** 201 with the new object, which the call's address now contains. */
export function createdReply(call: GraphCall, context: string, entity: Record<string, unknown>): GraphReply {
  const body = { '@odata.context': `${call.root}/$metadata#${context}/$entity`, ...entity }
  const location: Record<string, string> =
    typeof entity['id'] === 'string' ? { location: `${call.url}/${entity['id']}` } : {}
  return new GraphReply(201, body, location)
}
