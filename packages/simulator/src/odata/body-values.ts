import { GraphError } from '../graph/graph-error.js'
import { enumeration } from './enumerations.js'
import { typeName } from './filter-literals.js'
import { findProperty, isCollection, isKnownType, isOpen, itemType, type Member, typeOf } from './types.js'
import { GUID } from '../world/ids.js'

interface Facts {
  resource: string
  version: string
}

const WHOLE: Record<string, number> = { Byte: 2 ** 8, Int16: 2 ** 15, Int32: 2 ** 31, Int64: Number.MAX_SAFE_INTEGER }

/** What a text of each type looks like. */
const TEXTS: Record<string, RegExp> = {
  String: /^/,
  Guid: GUID,
  DateTimeOffset: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i,
  Date: /^\d{4}-\d{2}-\d{2}$/,
  TimeOfDay: /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/,
  Duration: /^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  Binary: /^[A-Za-z0-9+/_-]*=*$/,
}

/** A value of a body, with the members of enumerations as they are declared. */
export function readValue(value: unknown, property: Member, facts: Facts): unknown {
  const { name, type } = property
  if (value === null || type === 'unknown') return value
  if (isCollection(type)) {
    if (!Array.isArray(value)) throw wrongType(value, type)
    return (value as unknown[]).map((item) => readValue(item, { name, type: itemType(type) }, facts))
  }
  if (type.startsWith('enum:')) return readMember(value, property, facts)
  if (isKnownType(type)) return readObject(value, property, facts)
  if (!fits(value, type)) throw wrongType(value, type)
  return value
}

function fits(value: unknown, type: string): boolean {
  if (type === 'Boolean') return typeof value === 'boolean'
  if (type === 'Double' || type === 'Single' || type === 'Decimal') return typeof value === 'number'
  const most = WHOLE[type]
  if (most !== undefined) return Number.isInteger(value) && Math.abs(Number(value)) <= most
  const pattern = TEXTS[type]
  return !pattern || (typeof value === 'string' && pattern.test(value) && isMoment(value, type))
}

function isMoment(value: string, type: string): boolean {
  return (type !== 'DateTimeOffset' && type !== 'Date') || !Number.isNaN(Date.parse(value))
}

function readMember(value: unknown, { name, type }: Member, { resource }: Facts): string {
  const known = enumeration(type)
  const given = typeof value === 'string' ? value.split(',').map((member) => member.trim()) : []
  const members = given.map((member) => known?.member(member) ?? (known ? undefined : member))
  const tooMany = members.length > 1 && !known?.flags
  if (members.length === 0 || tooMany || members.some((member) => member === undefined)) {
    throw new GraphError('badRequest', {
      value: `Invalid value specified for property '${name}' of resource '${resource}'.`,
    })
  }
  return members.join(',')
}

function readObject(value: unknown, { type }: Member, facts: Facts): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, type)
  const object = value as Record<string, unknown>
  const concrete = typeOf(object, type)
  return Object.fromEntries(
    Object.entries(object).map(([name, held]) => {
      if (name.includes('@')) return [name, held]
      const property = findProperty(concrete, name, facts.version)
      if (property?.name === name) return [name, readValue(held, property, facts)]
      if (isOpen(concrete)) return [name, held]
      throw new GraphError('invalidQuery', {
        value: `The property '${name}' does not exist on type 'microsoft.graph.${concrete}'. Make sure to only use property names that are defined by the type.`,
      })
    }),
  )
}

function wrongType(value: unknown, type: string): GraphError {
  const shown = typeof value === 'string' ? value : JSON.stringify(value).slice(0, 80)
  return new GraphError('badRequest', {
    value: `Cannot convert the literal '${shown}' to the expected type '${typeName(type)}'.`,
  })
}
