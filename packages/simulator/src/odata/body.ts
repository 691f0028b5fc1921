import { GraphError } from '../graph/graph-error.js'
import { readValue } from './body-values.js'
import { idOfReference } from './reference.js'
import { derivesFrom, findProperty, findRelationship, isOpen, typeOf } from './types.js'

/** https://learn.microsoft.com/graph/api/group-post-groups: so many objects can be bound in one request. */
const BIND_LIMIT = 20

const BIND = '@odata.bind'

/**
 * The properties that a write sends. Their names are known and spelled as declared, their values of the right type;
 * members of enumerations come out as declared, and `…@odata.bind` as the ids of what is bound.
 */
export function readBody(
  call: { body(): Record<string, unknown>; version: string },
  declared: string,
  rules: { required?: readonly string[]; readOnly?: readonly string[] } = {},
): Record<string, unknown> {
  const body = call.body()
  const type = typeOf(body, declared)
  const resource = type.charAt(0).toUpperCase() + type.slice(1)
  if (!derivesFrom(type, declared)) throw invalidValue('@odata.type', resource)
  const read: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(body)) {
    if (name.endsWith(BIND)) read[name] = readBound(name, value, type, call.version)
    else if (name.includes('@')) read[name] = value
    else read[name] = readProperty(name, value, type, resource, call.version)
  }
  refuseReadOnly(read, rules.readOnly ?? [])
  for (const name of rules.required ?? []) {
    const given = read[name]
    if (given === undefined || given === null || given === '') {
      throw new GraphError('badRequest', {
        value: `A value is required for property '${name}' of resource '${resource}'.`,
      })
    }
  }
  limitBound(read)
  return read
}

function readProperty(name: string, value: unknown, type: string, resource: string, version: string): unknown {
  const relationship = findRelationship(type, name, version)
  if (relationship?.name === name) return value
  const property = findProperty(type, name, version)
  if (property?.name !== name) throw unknownName(name, type)
  if (value === '' && isOpen(type) && property.type === 'String') throw invalidValue(name, resource)
  return readValue(value, property, { resource, version })
}

/** https://learn.microsoft.com/graph/use-the-api: names in bodies are case-sensitive. */
function unknownName(name: string, type: string): GraphError {
  if (isOpen(type)) {
    return new GraphError('badRequest', {
      value: `Property '${name}' does not exist as a declared property or extension property.`,
    })
  }
  return new GraphError('invalidQuery', {
    value: `The property '${name}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
  })
}

function readBound(name: string, value: unknown, type: string, version: string): string | string[] {
  const relationship = name.slice(0, -BIND.length)
  if (findRelationship(type, relationship, version)?.name !== relationship) throw unknownName(relationship, type)
  if (typeof value === 'string' && value !== '') return idOfReference(value)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '')) {
    return (value as string[]).map(idOfReference)
  }
  throw new GraphError('badRequest', { value: `The value of '${name}' is not a reference, or a list of them.` })
}

function limitBound(body: Record<string, unknown>): void {
  const bound = Object.entries(body).flatMap(([name, value]) => (name.endsWith(BIND) ? [value].flat() : []))
  if (bound.length <= BIND_LIMIT) return
  throw new GraphError('badRequest', {
    value: `The number of bound objects in the request exceeds the maximum of ${BIND_LIMIT}.`,
  })
}

function refuseReadOnly(body: Record<string, unknown>, names: readonly string[]): void {
  const name = names.find((candidate) => Object.hasOwn(body, candidate))
  if (name === undefined) return
  throw new GraphError('badRequest', { value: `Property '${name}' is read-only and cannot be set.` })
}

function invalidValue(name: string, resource: string): GraphError {
  return new GraphError('badRequest', {
    value: `Invalid value specified for property '${name}' of resource '${resource}'.`,
  })
}
