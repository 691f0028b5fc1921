import { readData } from '../data.js'

interface StoredType {
  base?: string
  /** Takes properties beyond the declared ones, such as extensions. */
  open?: boolean
  properties: Record<string, string>
  relationships?: Record<string, string>
  /** What only beta knows. */
  beta?: Record<string, string>
  betaRelationships?: Record<string, string>
}

/** A property or relationship as it is declared. */
export interface Member {
  name: string
  type: string
}

/** What a version of Graph is called in its addresses. */
export type Version = string

/** Names and types of what is served, from Graph's own metadata; `[]` marks a collection, `enum:` an enumeration. */
const types = readData('types.json') as Record<string, StoredType>

/** Types by what they derive from, at any remove. */
const derived = new Map<string, string[]>()
for (const name of Object.keys(types)) {
  for (let base = types[name]?.base; base; base = types[base]?.base) {
    derived.set(base, [...(derived.get(base) ?? []), name])
  }
}

const EXTENSION = /^extension_[0-9a-f]{32}_\w+$/i

export function isCollection(type: string): boolean {
  return type.endsWith('[]')
}

export function itemType(type: string): string {
  return isCollection(type) ? type.slice(0, -2) : type
}

export function isKnownType(type: string): boolean {
  return Object.hasOwn(types, type)
}

/** The type of a property, whatever case it is asked in, with the name as declared. */
export function findProperty(type: string, name: string, version: Version = 'beta'): Member | undefined {
  const stored = types[type]
  const found = find(stored?.properties, name) ?? (version === 'beta' ? find(stored?.beta, name) : undefined)
  if (found) return found
  return stored?.open && EXTENSION.test(name) ? { name, type: 'unknown' } : undefined
}

export function findRelationship(type: string, name: string, version: Version = 'beta'): Member | undefined {
  const stored = types[type]
  return find(stored?.relationships, name) ?? (version === 'beta' ? find(stored?.betaRelationships, name) : undefined)
}

/** A property of a type or of one that derives from it: a list of directory objects can be asked for names of users. */
export function findAnywhere(
  find: typeof findProperty,
  type: string,
  name: string,
  version: Version,
): Member | undefined {
  const own = find(type, name, version)
  if (own) return own
  for (const other of derived.get(type) ?? []) {
    const found = find(other, name, version)
    if (found) return found
  }
  return undefined
}

export function derivesFrom(type: string, base: string): boolean {
  return type === base || (derived.get(base)?.includes(type) ?? false)
}

/** Whether a type may hold more than is declared. */
export function isOpen(type: string): boolean {
  return types[type]?.open === true
}

/** Whether a property is one of those that only beta shows. */
export function isBetaOnly(type: string, name: string): boolean {
  const stored = types[type]
  return stored?.beta !== undefined && Object.hasOwn(stored.beta, name)
}

/** The type that an object names itself, or the one that is declared for it. */
export function typeOf(entity: Record<string, unknown>, declared: string): string {
  const named = entity['@odata.type']
  if (typeof named !== 'string') return declared
  const name = named.replace(/^#microsoft\.graph\./, '')
  return isKnownType(name) ? name : declared
}

function find(names: Record<string, string> | undefined, wanted: string): Member | undefined {
  if (!names) return undefined
  const name = Object.hasOwn(names, wanted)
    ? wanted
    : Object.keys(names).find((candidate) => candidate.toLowerCase() === wanted.toLowerCase())
  return name === undefined ? undefined : { name, type: names[name] as string }
}

export function propertyNames(type: string): string[] {
  return Object.keys(types[type]?.properties ?? {})
}

/** Every property of a type with its own type, as a version shows it. */
export function propertiesOf(type: string, version: Version = 'beta'): Record<string, string> {
  const stored = types[type]
  return { ...stored?.properties, ...(version === 'beta' ? stored?.beta : {}) }
}
