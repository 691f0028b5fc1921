import type { IncomingHttpHeaders } from 'node:http'
import { header } from '../http/exchange.js'
import { findRelationship, isKnownType, typeOf } from './types.js'

/** How much an answer says about itself. https://docs.oasis-open.org/odata/odata-json-format/v4.0 */
export type MetadataLevel = 'none' | 'minimal' | 'full'

/** These stay whatever the level: without them a listing could not go on. */
const KEPT = new Set(['@odata.nextLink', '@odata.deltaLink', '@odata.count'])

export function metadataLevel({ headers }: { headers: IncomingHttpHeaders }): MetadataLevel {
  const asked = /odata\.metadata=(none|minimal|full)/i.exec(header(headers, 'accept') ?? '')?.[1]
  return (asked?.toLowerCase() as MetadataLevel | undefined) ?? 'minimal'
}

export function contentType(level: MetadataLevel): string {
  return `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`
}

/** A collection or an object with as many annotations as were asked for. */
export function annotate(
  body: Record<string, unknown>,
  facts: { level: MetadataLevel; type: string; root: string },
): Record<string, unknown> {
  if (facts.level === 'minimal') return body
  if (facts.level === 'none') return withoutAnnotations(body) as Record<string, unknown>
  const entities = body['value']
  if (!Array.isArray(entities)) return { ...body, ...fullAnnotations(body, facts) }
  const value = (entities as Record<string, unknown>[]).map((entity) => ({
    ...fullAnnotations(entity, facts),
    ...entity,
  }))
  return { ...body, value }
}

function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@odata.') || KEPT.has(name))
      .map(([name, held]) => [name, withoutAnnotations(held)]),
  )
}

function fullAnnotations(
  entity: Record<string, unknown>,
  { type, root }: { type: string; root: string },
): Record<string, unknown> {
  const concrete = typeOf(entity, type)
  const id = entity['id']
  if (!isKnownType(concrete) || typeof id !== 'string') return {}
  const path = findRelationship(concrete, 'memberOf') ? `directoryObjects/${id}` : `${concrete}s/${id}`
  return {
    '@odata.type': `#microsoft.graph.${concrete}`,
    '@odata.id': `${root}/${path}`,
    '@odata.editLink': `${path}/microsoft.graph.${concrete}`,
  }
}
