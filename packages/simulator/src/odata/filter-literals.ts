import { GraphError } from '../graph/graph-error.js'
import { enumeration } from './enumerations.js'
import type { Comparison } from './filter-expression.js'
import type { Literal } from './filter-tokens.js'
import { isCollection, itemType } from './types.js'

const NUMBERS = new Set(['Int16', 'Int32', 'Int64', 'Double', 'Single', 'Decimal', 'Byte'])

const OPERATORS: Record<Comparison, string> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
}

/** Literals are typed: a quoted GUID is no GUID, and a bare word is no string. */
export function requireFit(type: string, literal: Literal, operator: Comparison): void {
  if (fits(type, literal)) return
  throw new GraphError('invalidQuery', {
    value:
      'Invalid filter clause: A binary operator with incompatible types was detected. ' +
      `Found operand types '${typeName(type)}' and '${literalName(literal)}' for operator kind '${OPERATORS[operator]}'.`,
  })
}

function fits(type: string, literal: Literal): boolean {
  if (isCollection(type)) return false
  if (literal.kind === 'null' || type === 'unknown') return true
  if (type.startsWith('enum:')) return isMember(type, literal)
  if (NUMBERS.has(type)) return literal.kind === 'Number'
  if (type === 'DateTimeOffset') return literal.kind === 'DateTimeOffset' || literal.kind === 'Date'
  return literal.kind === type
}

function isMember(type: string, literal: Literal): boolean {
  if (literal.kind !== 'String' && literal.kind !== 'Enum') return false
  const known = enumeration(type)
  const words = String(literal.value).split(',')
  if (known && !words.every((word) => known.member(word.trim()))) {
    throw new GraphError('invalidQuery', {
      value: `Invalid filter clause: The string '${literal.value}' is not a valid enumeration type constant.`,
    })
  }
  return true
}

export function typeName(type: string): string {
  if (isCollection(type)) return `Collection(${typeName(itemType(type))})`
  if (type.startsWith('enum:')) return `microsoft.graph.${type.slice(5)}`
  return /^[A-Z]/.test(type) ? `Edm.${type}` : `microsoft.graph.${type}`
}

function literalName({ kind }: Literal): string {
  if (kind === 'null') return '<null>'
  return kind === 'Number' ? 'Edm.Int32' : `Edm.${kind}`
}
