import { findProperty } from '../odata/types.js'
import { GraphError } from './graph-error.js'
import type { GraphCall } from './room.js'

/** The object that was sent: its properties are those of the type, in the case of their declaration. */
export function readBody(
  call: GraphCall,
  type: string,
  facts: { required?: readonly string[]; readOnly?: readonly string[] } = {},
): Record<string, unknown> {
  const body = call.body()
  for (const name of Object.keys(body)) {
    if (name.includes('@')) continue
    if (findProperty(type, name)?.name !== name) {
      throw new GraphError('badRequest', {
        value: `The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
      })
    }
    if (facts.readOnly?.includes(name)) {
      throw new GraphError('badRequest', { value: `Property '${name}' is read-only and cannot be set.` })
    }
  }
  const missing = facts.required?.find((name) => body[name] === undefined)
  if (missing !== undefined) {
    throw new GraphError('badRequest', {
      value: `A value is required for property '${missing}' of resource '${type.charAt(0).toUpperCase()}${type.slice(1)}'.`,
    })
  }
  return body
}
