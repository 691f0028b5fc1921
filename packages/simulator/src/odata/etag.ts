import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { GraphError } from '../graph/graph-error.js'
import { header } from '../http/exchange.js'
import type { Entity } from '../store/seed.js'

/** Stands for one state of an object: another state, another tag. */
export function etagOf(entity: Entity): string {
  const state = Object.entries(entity).filter(([name]) => name !== '@odata.etag')
  return `W/"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`
}

export function withEtag(entity: Entity): Entity {
  return { '@odata.etag': etagOf(entity), ...entity }
}

/** Refuses a write to an object that has changed since the caller read it. */
export function requireMatch(headers: IncomingHttpHeaders, entity: Entity, rules: { required?: boolean } = {}): void {
  const wanted = header(headers, 'if-match')
  if (wanted === undefined) {
    if (!rules.required) return
    throw new GraphError('invalidQuery', { value: 'The If-Match header must be specified for this operation.' })
  }
  const tags = wanted.split(',').map((tag) => tag.trim())
  if (!tags.includes('*') && !tags.includes(etagOf(entity))) throw new GraphError('preconditionFailed')
}
