import { enumeration, SENTINEL } from './enumerations.js'
import {
  findProperty,
  findRelationship,
  isBetaOnly,
  isCollection,
  isKnownType,
  itemType,
  propertiesOf,
  typeOf,
} from './types.js'

/** Whom an answer is for. */
export interface Audience {
  version: string
  /** Asked to be shown members that were added to enumerations later. */
  newerMembers: boolean
}

export const ANYONE: Audience = { version: 'v1.0', newerMembers: false }

/** A value as a version of Graph shows it: without what only beta knows, and without members newer than expected. */
export function represent(value: unknown, type: string, audience: Audience): unknown {
  if (value === null || value === undefined) return isCollection(type) ? [] : null
  if (!isTouched(itemType(type))) return value
  if (Array.isArray(value)) return value.map((item) => representOne(item, itemType(type), audience))
  return representOne(value, type, audience)
}

function representOne(value: unknown, type: string, audience: Audience): unknown {
  if (typeof value === 'string') return audience.newerMembers ? value : withoutNewer(value, type)
  if (typeof value !== 'object' || value === null) return value
  const object = value as Record<string, unknown>
  const concrete = typeOf(object, type)
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, held]) => {
      if (audience.version !== 'beta' && isBetaOnly(concrete, name)) return []
      const property = findProperty(concrete, name)
      return [[name, property && held !== null ? represent(held, property.type, audience) : held]]
    }),
  )
}

function withoutNewer(value: string, type: string): string {
  const known = enumeration(type)
  if (!known) return value
  return value
    .split(',')
    .map((member) => (known.isNewer(member) ? SENTINEL : member))
    .join(',')
}

/** A related object that nothing was selected of: whole, but for its own relationships. */
export function representWhole(
  object: Record<string, unknown>,
  declared: string,
  audience: Audience,
): Record<string, unknown> {
  const type = typeOf(object, declared)
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      if (!name.includes('@') && findRelationship(type, name)) return []
      if (audience.version !== 'beta' && isBetaOnly(type, name)) return []
      const property = findProperty(type, name)
      if (property) return [[name, represent(value, property.type, audience)]]
      return name.includes('@') ? [[name, value]] : []
    }),
  )
}

const touched = new Map<string, boolean>()

/** Whether values of a type can hold anything that is not for everyone. */
function isTouched(type: string): boolean {
  const known = touched.get(type)
  if (known !== undefined) return known
  touched.set(type, false)
  const found = type.startsWith('enum:')
    ? (enumeration(type)?.members.some((member) => enumeration(type)?.isNewer(member)) ?? false)
    : isKnownType(type) &&
      Object.entries(propertiesOf(type)).some(([name, of]) => isBetaOnly(type, name) || isTouched(itemType(of)))
  touched.set(type, found)
  return found
}
