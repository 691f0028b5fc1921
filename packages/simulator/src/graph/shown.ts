import { parseSelect, project } from '../odata/select.js'
import { propertyNames } from '../odata/types.js'
import type { Entity } from '../world/model.js'

/** An object as the answer to its creation shows it: with what its type shows when nothing is selected. */
export function shown(
  entity: Entity,
  type: string,
  names: readonly string[] = propertyNames(type),
): Record<string, unknown> {
  return project(entity, type, parseSelect(undefined, type, names))
}
