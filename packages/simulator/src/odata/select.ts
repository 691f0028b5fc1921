import type { Entity } from '../world/model.js'
import { unknownProperty } from './filter.js'
import { findProperty, findRelationship, isCollection } from './types.js'

/** Which properties an answer shows. */
export interface Selection {
  names: string[]
  /** As it appears in `@odata.context`; undefined when nothing was selected. */
  context: string | undefined
}

export function parseSelect(text: string | undefined, type: string, defaults: readonly string[]): Selection {
  if (text === undefined || text.trim() === '') return { names: [...defaults], context: undefined }
  const names: string[] = []
  for (const part of text.split(',').map((name) => name.trim())) {
    if (part === '*') {
      names.push(...defaults)
      continue
    }
    const [head = ''] = part.split('/')
    const property = findProperty(type, head) ?? findRelationship(type, head)
    if (!property) throw unknownProperty('Parsing OData Select and Expand failed', head, type)
    names.push(property.name)
  }
  return { names: [...new Set(names)], context: text }
}

/** Unset properties are null, unset collections empty; annotations and the id stay. */
export function project(entity: Entity, type: string, selection: Selection): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(entity)) if (name.includes('@')) shown[name] = value
  if (findProperty(type, 'id') && selection.names.length > 0) shown['id'] = entity.id
  for (const name of selection.names) {
    const property = findProperty(type, name)
    if (property) shown[name] = entity[name] ?? (isCollection(property.type) ? [] : null)
  }
  return shown
}
