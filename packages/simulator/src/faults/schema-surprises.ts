import { readData } from '../data.js'
import type { SchemaSurprise } from './effects.js'

type Fields = Record<string, unknown>

/** Names of the properties that are enumerations in some type. */
const enumerations = new Set(
  Object.values(readData('types.json') as Record<string, { properties: Record<string, string> }>).flatMap(
    ({ properties }) =>
      Object.entries(properties)
        .filter(([, type]) => type.startsWith('enum:'))
        .map(([name]) => name),
  ),
)

/** The answer with its first object, or itself where it is no list, unlike what is documented. */
export function surprise(body: Fields, as: SchemaSurprise, property?: string): Fields {
  const { value } = body
  if (!Array.isArray(value)) return spoil(body, as, property)
  const [first, ...others] = value as unknown[]
  if (typeof first !== 'object' || first === null) return body
  return { ...body, value: [spoil(first as Fields, as, property), ...others] }
}

function spoil(fields: Fields, as: SchemaSurprise, property: string | undefined): Fields {
  if (as === 'newNestedObject') {
    return {
      ...fields,
      [property ?? 'insights']: { state: 'preview', scopes: [{ kind: 'tenant', depth: { level: 3 } }] },
    }
  }
  const name = property ?? suitable(fields, as)
  if (name === undefined) return fields
  if (as === 'missingField') return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))
  return { ...fields, [name]: spoiled(fields[name], as) }
}

function suitable(fields: Fields, as: SchemaSurprise): string | undefined {
  const names = Object.keys(fields).filter((name) => !name.includes('@') && name !== 'id')
  const texts = names.filter((name) => typeof fields[name] === 'string')
  if (as === 'unknownEnum')
    return names.find((name) => enumerations.has(name) && isEnumeration(fields[name])) ?? texts[0]
  return as === 'missingField' || as === 'wrongType' ? names[0] : (texts[0] ?? names[0])
}

function isEnumeration(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((member) => typeof member === 'string'))
}

function spoiled(value: unknown, as: SchemaSurprise): unknown {
  const text = typeof value === 'string' ? value : ''
  switch (as) {
    case 'unknownEnum':
      return Array.isArray(value) ? [...(value as unknown[]), 'evolvedValue'] : 'evolvedValue'
    case 'hugeString':
      return 'x'.repeat(1024 * 1024)
    case 'loneSurrogate':
      return `${text}\ud83d`
    case 'nul':
      return `${text}\u0000`
    default:
      return otherType(value)
  }
}

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value as unknown[] }
  if (typeof value === 'string') return 42
  if (typeof value === 'object' && value !== null) return 'object'
  return value === null ? [] : `${value as number | boolean}`
}
