import type { Entity } from '../store/seed.js'
import { ANYONE, type Audience, represent } from './representation.js'
import {
  derivesFrom,
  findAnywhere,
  findProperty,
  findRelationship,
  isBetaOnly,
  isKnownType,
  type Member,
  propertyNames,
  typeOf,
} from './types.js'
import { unknownProperty } from './unknown-property.js'

/** Which properties an answer shows. */
export interface Selection {
  names: string[]
  /** Of a complex property, the ways to the parts that were selected. */
  parts: Map<string, string[][]>
  /** As it appears in `@odata.context`; undefined when nothing was selected. */
  context: string | undefined
  /** What derived types show when nothing was selected, where that is not all they have. */
  derived?: Readonly<Record<string, readonly string[]>>
}

/** Selections are read again and again: those of each list of defaults, by version, type and text. */
const read = new WeakMap<readonly string[], Map<string, Selection>>()
const KEPT = 500

export function parseSelect(
  text: string | undefined,
  type: string,
  defaults: readonly string[],
  version = 'v1.0',
): Selection {
  const known = read.get(defaults) ?? new Map<string, Selection>()
  read.set(defaults, known)
  const key = `${version} ${type} ${text ?? ''}`
  let selection = known.get(key)
  if (!selection) {
    selection = readSelect(text, type, defaults, version)
    if (known.size >= KEPT) known.clear()
    known.set(key, selection)
  }
  return selection
}

function readSelect(text: string | undefined, type: string, defaults: readonly string[], version: string): Selection {
  if (text === undefined || text.trim() === '') return { names: [...defaults], parts: new Map(), context: undefined }
  const names = new Set<string>()
  const parts = new Map<string, string[][]>()
  for (const item of text.split(',').map((name) => name.trim())) {
    if (item === '*') {
      for (const name of defaults) names.add(name)
      continue
    }
    const way = readWay(item, type, version)
    const [head = '', ...rest] = way
    const before = names.has(head) ? parts.get(head) : []
    if (rest.length > 0 && before) parts.set(head, [...before, rest])
    else parts.delete(head)
    names.add(head)
  }
  return { names: [...names], parts, context: text }
}

/** `employeeOrgData/division`; a cast in front names the type that has the property. */
function readWay(item: string, type: string, version: string): string[] {
  let current = type
  return item.split('/').flatMap((segment) => {
    const cast = /^microsoft\.graph\.(.*)$/i.exec(segment)?.[1]
    if (cast !== undefined && isKnownType(cast) && derivesFrom(cast, current)) {
      current = cast
      return []
    }
    const member =
      findAnywhere(findProperty, current, segment, version) ?? findAnywhere(findRelationship, current, segment, version)
    if (!member) throw unknownProperty('select', segment, current)
    current = member.type
    return [member.name]
  })
}

/** Unset properties are null, unset collections empty; annotations and the id stay. */
export function project(
  entity: Entity,
  type: string,
  selection: Selection,
  audience: Audience = ANYONE,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const name in entity) if (name.includes('@')) shown[name] = entity[name]
  const concrete = typeOf(entity, type)
  const properties = propertiesShown(type, concrete, selection)
  if (properties.length > 0 && findProperty(concrete, 'id')) shown['id'] = entity.id
  for (const { name, type: of, parts } of properties) {
    const value = represent(entity[name], of, audience)
    shown[name] = parts ? pickParts(value, parts) : value
  }
  if (audience.version !== 'beta' || selection.context !== undefined) return shown
  for (const name of Object.keys(entity)) {
    const property = isBetaOnly(concrete, name) ? findProperty(concrete, name) : undefined
    if (property) shown[name] = represent(entity[name], property.type, audience)
  }
  return shown
}

type ShownProperty = Member & { parts: string[][] | undefined }

/** Worked out once for all objects that a selection shows. */
const shownBy = new WeakMap<readonly string[], Map<string, ShownProperty[]>>()

function propertiesShown(type: string, concrete: string, selection: Selection): ShownProperty[] {
  const known = shownBy.get(selection.names) ?? new Map<string, ShownProperty[]>()
  shownBy.set(selection.names, known)
  const key = selection.derived ? `${concrete} as derived` : concrete
  let properties = known.get(key)
  if (!properties) {
    properties = namesShown(type, concrete, selection).flatMap((name) => {
      const property = findProperty(concrete, name)
      return property ? [{ ...property, parts: selection.parts.get(name) }] : []
    })
    known.set(key, properties)
  }
  return properties
}

function namesShown(type: string, concrete: string, { names, context, derived }: Selection): readonly string[] {
  if (context !== undefined || concrete === type || !derivesFrom(concrete, type)) return names
  return derived?.[concrete] ?? propertyNames(concrete)
}

function pickParts(value: unknown, ways: string[][]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => pickParts(item, ways))
  const object = value as Record<string, unknown>
  const picked: Record<string, unknown> = {}
  for (const [head = '', ...rest] of ways) {
    const held = object[head] ?? null
    picked[head] = rest.length === 0 ? held : pickParts(held, [rest])
  }
  return picked
}
