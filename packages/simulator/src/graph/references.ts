import { idOfReference } from '../odata/reference.js'
import { type DirectoryObject, findForWrite } from './directory-objects.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'

export { idOfReference } from '../odata/reference.js'

/** The object that the body of a `POST …/$ref` names. */
export function readReference(call: GraphCall, sets?: readonly string[]): DirectoryObject {
  const reference = call.body()['@odata.id']
  if (typeof reference !== 'string' || reference === '') {
    throw new GraphError('badRequest', { value: "The request body must contain the property '@odata.id'." })
  }
  return existing(call, idOfReference(reference), sets)
}

/** The objects that a property such as `members@odata.bind` names; all of them exist, or nothing happens. */
export function readBound(call: GraphCall, body: Record<string, unknown>, name: string): DirectoryObject[] {
  const ids = [(body[`${name}@odata.bind`] ?? []) as string | string[]].flat()
  return ids.map((id) => existing(call, id))
}

function existing(call: GraphCall, id: string, sets?: readonly string[]): DirectoryObject {
  const found = findForWrite(call.tenant, id, sets)
  if (!found) throw new GraphError('notFound', { value: id })
  return found
}

/** https://learn.microsoft.com/graph/api/group-post-members: what is linked already cannot be added. */
export function alreadyLinked(property: string): GraphError {
  return new GraphError('badRequest', {
    value: `One or more added object references already exist for the following modified properties: '${property}'.`,
  })
}
