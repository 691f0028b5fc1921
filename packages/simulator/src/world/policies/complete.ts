import { isCollection, isKnownType, itemType, propertiesOf, typeOf } from '../../odata/types.js'
import type { Entity } from '../model.js'

/** An object with every property that its type declares, at any depth: what is unset is null, or an empty collection. */
export function complete(type: string, given: Entity): Entity {
  return completeObject(type, given) as Entity
}

export function completeObject(type: string, given: Record<string, unknown>): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [name, of] of Object.entries(propertiesOf(typeOf(given, type), 'v1.0'))) {
    shown[name] = completeValue(of, given[name])
  }
  for (const [name, value] of Object.entries(given)) shown[name] ??= value
  return shown
}

function completeValue(type: string, value: unknown): unknown {
  if (value === undefined || value === null) return isCollection(type) ? [] : null
  const inner = itemType(type)
  if (!isKnownType(inner) || typeof value !== 'object') return value
  return Array.isArray(value)
    ? value.map((item: Record<string, unknown>) => completeObject(inner, item))
    : completeObject(inner, value as Record<string, unknown>)
}
