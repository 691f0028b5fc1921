import { defineListReader, defineReader, type Reader, type Resource } from '@tenantry/core'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import type { GraphCall, GraphPage } from '../graph-client.js'
import { permissionSets } from '../permissions/permission-sets.js'
import { wholeObject } from '../whole-object.js'

export type MicrosoftReader = Reader<MicrosoftConnection>

/** Under which permission something is read, and what else holds for its readers. */
export interface Access {
  /** The permission set whose feature it belongs to. */
  set: string
  /** Any one of them allows it, least privileged first. */
  permissions: readonly string[]
  /** The published limit that it shares with others. */
  limit?: string
  after?: readonly Resource[]
}

/** Where Graph has it, if not at the resource's own source. */
interface Place {
  path?: string
  /** The service that a tenant does not have where Graph finds nothing there. */
  service?: string
}

/** An object as it came. */
export const anything = z.looseObject({})
/** What a call for this resource says of itself. */
export function callFor(resource: Resource, { set, permissions }: Access): GraphCall {
  const { feature, licence } = permissionSets.find(({ id }) => id === set) ?? { feature: resource.name }
  const purpose = `Read ${resource.name.slice(0, 1).toLowerCase()}${resource.name.slice(1)}`
  return { purpose, permissions, feature, patient: true, ...(licence && { licence }) }
}

function aboutReader(access: Access) {
  const { set, permissions, limit, after } = access
  const licence = permissionSets.find(({ id }) => id === set)?.licence
  return { set, permissions, ...(licence && { licence }), ...(limit && { limit }), ...(after && { after }) }
}

/** Reads one object. What Graph writes around it is no part of it. */
export function one(resource: Resource, access: Access, { path = resource.source, service }: Place = {}) {
  const call = { ...callFor(resource, access), ...(service && { service }) }
  return defineReader<MicrosoftConnection>(resource, {
    ...aboutReader(access),
    async read({ graph }) {
      const { '@odata.context': _, ...object } = await graph.get(path, wholeObject, call)
      return object
    },
  })
}

/** Reads a list page by page, as Graph cuts it. */
export function list(resource: Resource, access: Access, { path = resource.source, service }: Place = {}) {
  const call = { ...callFor(resource, access), ...(service && { service }) }
  return listBy(resource, access, ({ graph }, _context, from) => turned(graph.pages(from ?? path, anything, call)))
}

/** A list that is read in its own way. */
export function listBy(
  resource: Resource,
  access: Access,
  pages: Extract<MicrosoftReader, { form: 'list' }>['pages'],
): MicrosoftReader {
  return defineListReader<MicrosoftConnection>(resource, { ...aboutReader(access), pages })
}

/** Pages of Graph as pages of a reader. */
export async function* turned(pages: AsyncIterable<GraphPage<unknown>>) {
  for await (const { value, next } of pages) yield { items: value, ...(next !== undefined && { next }) }
}
