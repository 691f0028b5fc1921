import { type DirectoryObject, findForWrite } from './directory-objects.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'

/** https://learn.microsoft.com/graph/api/group-post-groups: so many objects can be bound in one request. */
const MOST_BOUND = 20

/** The id at the end of a reference such as `https://graph.microsoft.com/v1.0/directoryObjects/{id}`. */
export function idOfReference(reference: string): string {
  const last = /([^/]+?)\/?$/.exec(reference)?.[1] ?? ''
  return /^\w+\('?([^')]*)'?\)$/.exec(last)?.[1] ?? last
}

/** The object that the body of a `POST …/$ref` names. */
export function readReference(call: GraphCall, sets?: readonly string[]): DirectoryObject {
  const reference = call.body()['@odata.id']
  if (typeof reference !== 'string' || reference === '') {
    throw new GraphError('badRequest', { value: "The request body must contain the property '@odata.id'." })
  }
  return existing(call, idOfReference(reference), sets)
}

/** The objects that properties such as `members@odata.bind` name; all of them exist, or nothing happens. */
export function readBound(
  call: GraphCall,
  body: Record<string, unknown>,
  names: readonly string[],
): Record<string, DirectoryObject[]> {
  const bound = names.map((name) => [name, references(body, name)] as const)
  if (bound.reduce((count, [, all]) => count + all.length, 0) > MOST_BOUND) {
    throw new GraphError('badRequest', {
      value: `The number of bound objects in the request exceeds the maximum of ${MOST_BOUND}.`,
    })
  }
  return Object.fromEntries(
    bound.map(([name, all]) => [name, all.map((reference) => existing(call, idOfReference(reference)))]),
  )
}

function references(body: Record<string, unknown>, name: string): string[] {
  const given = body[`${name}@odata.bind`]
  if (given === undefined) return []
  if (!Array.isArray(given) || !given.every((one) => typeof one === 'string')) {
    throw new GraphError('badRequest', { value: `Property '${name}@odata.bind' must be a list of references.` })
  }
  return given
}

function existing(call: GraphCall, id: string, sets?: readonly string[]): DirectoryObject {
  const found = findForWrite(call.tenant, id, sets)
  if (!found) throw new GraphError('notFound', { value: id })
  return found
}
