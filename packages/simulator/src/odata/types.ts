import { readData } from '../data.js'

interface StoredType {
  properties: Record<string, string>
  relationships?: Record<string, string>
}

/** Property names and types of what is served, from Graph's own metadata; `[]` marks a collection. */
const types = readData('types.json') as Record<string, StoredType>

export function isCollection(type: string): boolean {
  return type.endsWith('[]')
}

export function itemType(type: string): string {
  return isCollection(type) ? type.slice(0, -2) : type
}

/** The type of a property, whatever case it is asked in, with the name as declared. */
export function findProperty(type: string, name: string): { name: string; type: string } | undefined {
  return find(types[type]?.properties, name)
}

export function findRelationship(type: string, name: string): { name: string; type: string } | undefined {
  return find(types[type]?.relationships, name)
}

function find(names: Record<string, string> | undefined, wanted: string): { name: string; type: string } | undefined {
  if (!names) return undefined
  const name = Object.hasOwn(names, wanted)
    ? wanted
    : Object.keys(names).find((candidate) => candidate.toLowerCase() === wanted.toLowerCase())
  return name === undefined ? undefined : { name, type: names[name] as string }
}

export function propertyNames(type: string): string[] {
  return Object.keys(types[type]?.properties ?? {})
}
