import { GraphError } from '../graph/graph-error.js'
import { type FilterToken, filterTokens, type LiteralKind } from './filter-tokens.js'
import { findProperty, findRelationship, isCollection, itemType } from './types.js'

/** Binds lambda variables (and '' for the object itself) to values. */
type Scope = Record<string, unknown>
type Predicate = (scope: Scope) => boolean
type Operand = { type: string; literal: boolean; read: (scope: Scope) => unknown }

export interface Filter {
  matches(entity: unknown): boolean
  /** Directory objects allow it only as an advanced query. */
  advanced: boolean
}

const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const FUNCTIONS = ['startswith', 'endswith', 'contains'] as const

type Comparison = (typeof COMPARISONS)[number]
type TextFunction = (typeof FUNCTIONS)[number]

/** Reads a `$filter` against a type; what Graph would refuse is refused. */
export function parseFilter(text: string, type: string): Filter {
  const parser = new FilterParser(text, type)
  const predicate = parser.parse()
  return { matches: (entity) => predicate({ '': entity }), advanced: parser.advanced }
}

class FilterParser {
  advanced = false
  readonly #tokens: FilterToken[]
  readonly #variables = new Map<string, string>()
  #at = 0

  constructor(
    private readonly text: string,
    type: string,
  ) {
    this.#tokens = filterTokens(text)
    this.#variables.set('', type)
  }

  parse(): Predicate {
    const predicate = this.#or()
    if (this.#at < this.#tokens.length) throw this.#syntax()
    return predicate
  }

  #or(): Predicate {
    let left = this.#and()
    while (this.#takeName('or')) {
      const [before, right] = [left, this.#and()]
      left = (scope) => before(scope) || right(scope)
    }
    return left
  }

  #and(): Predicate {
    let left = this.#not()
    while (this.#takeName('and')) {
      const [before, right] = [left, this.#not()]
      left = (scope) => before(scope) && right(scope)
    }
    return left
  }

  #not(): Predicate {
    if (!this.#takeName('not')) return this.#primary()
    this.advanced = true
    const inner = this.#primary()
    return (scope) => !inner(scope)
  }

  #primary(): Predicate {
    if (this.#takeMark('(')) {
      const inner = this.#or()
      this.#expectMark(')')
      return inner
    }
    const token = this.#tokens[this.#at]
    if (token?.kind === 'name' && this.#isMark(this.#at + 1, '(')) {
      const name = token.text.toLowerCase()
      if (FUNCTIONS.some((known) => known === name)) return this.#textFunction(name as TextFunction)
      if (name.endsWith('/any') || name.endsWith('/all')) return this.#lambda(token.text)
    }
    return this.#comparison()
  }

  #textFunction(name: TextFunction): Predicate {
    if (name !== 'startswith') this.advanced = true
    this.#at++
    this.#expectMark('(')
    const [subject] = [this.#operand(), this.#expectMark(',')]
    const wanted = this.#operand()
    this.#expectMark(')')
    if (wanted.type !== 'String') throw this.#types(subject.type, wanted.type)
    return (scope) => {
      const [a, b] = [textOf(subject.read(scope)).toLowerCase(), textOf(wanted.read(scope)).toLowerCase()]
      if (name === 'startswith') return a.startsWith(b)
      return name === 'endswith' ? a.endsWith(b) : a.includes(b)
    }
  }

  /** `assignedLicenses/any(l:l/skuId eq …)` */
  #lambda(call: string): Predicate {
    const collection = this.#path(call.slice(0, call.lastIndexOf('/')))
    const every = call.toLowerCase().endsWith('/all')
    if (!isCollection(collection.type)) throw this.#syntax()
    this.#at++
    this.#expectMark('(')
    const items = (scope: Scope) => {
      const value = collection.read(scope)
      return Array.isArray(value) ? (value as unknown[]) : []
    }
    if (this.#takeMark(')')) return (scope) => items(scope).length > 0
    const variable = this.#tokens[this.#at++]
    if (variable?.kind !== 'name') throw this.#syntax()
    this.#expectMark(':')
    this.#variables.set(variable.text, itemType(collection.type))
    const inner = this.#or()
    this.#variables.delete(variable.text)
    this.#expectMark(')')
    const test = (scope: Scope) => (item: unknown) => inner({ ...scope, [variable.text]: item })
    return (scope) => (every ? items(scope).every(test(scope)) : items(scope).some(test(scope)))
  }

  #comparison(): Predicate {
    const left = this.#operand()
    const operator = this.#tokens[this.#at++]
    if (operator?.kind !== 'name') throw this.#syntax()
    if (operator.text === 'in') return this.#in(left)
    const comparison = COMPARISONS.find((known) => known === operator.text)
    if (!comparison) throw this.#syntax()
    if (comparison === 'ne') this.advanced = true
    const right = this.#operand()
    this.#checkTypes(left, right)
    return (scope) => compare(left.read(scope), comparison, right.read(scope), left.type)
  }

  #in(left: Operand): Predicate {
    this.#expectMark('(')
    const options: Operand[] = []
    do {
      const option = this.#operand()
      this.#checkTypes(left, option)
      options.push(option)
    } while (this.#takeMark(','))
    this.#expectMark(')')
    return (scope) => options.some((option) => compare(left.read(scope), 'eq', option.read(scope), left.type))
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at++]
    if (token?.kind === 'literal') return { type: token.literal, literal: true, read: () => token.value }
    if (token?.kind === 'name') return this.#path(token.text)
    throw this.#syntax()
  }

  #path(text: string): Operand {
    const segments = text.split('/')
    const variable = this.#variables.has(segments[0] as string) ? (segments.shift() as string) : ''
    let type = this.#variables.get(variable) as string
    const names: string[] = []
    for (const segment of segments) {
      if (segment === '$count' && isCollection(type)) {
        this.advanced = true
        names.push('length')
        type = 'Number'
        continue
      }
      const property = findProperty(type, segment) ?? findRelationship(type, segment)
      if (!property) throw unknownProperty('Invalid filter clause', segment, type)
      names.push(property.name)
      type = property.type
    }
    const read = (scope: Scope) =>
      names.reduce<unknown>(
        (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
        scope[variable],
      )
    return { type, literal: false, read }
  }

  /** Literals are typed: a quoted GUID is no GUID, an unquoted word is no string. */
  #checkTypes(left: Operand, right: Operand): void {
    const [property, literal] = left.literal ? [right, left] : [left, right]
    if (!literal.literal || literal.type === 'null' || isCollection(property.type)) {
      if (isCollection(property.type)) throw this.#types(property.type, literal.type)
      return
    }
    if (literalKind(property.type) !== literal.type) throw this.#types(property.type, literal.type)
  }

  #takeName(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'name' || token.text !== text) return false
    this.#at++
    return true
  }

  #isMark(at: number, text: string): boolean {
    const token = this.#tokens[at]
    return token?.kind === 'mark' && token.text === text
  }

  #takeMark(text: string): boolean {
    if (!this.#isMark(this.#at, text)) return false
    this.#at++
    return true
  }

  #expectMark(text: string): void {
    if (!this.#takeMark(text)) throw this.#syntax()
  }

  #syntax(): GraphError {
    return new GraphError('invalidQuery', { value: `Invalid filter clause: Syntax error in '${this.text}'.` })
  }

  #types(left: string, right: string): GraphError {
    return new GraphError('invalidQuery', {
      value: `Invalid filter clause: A binary operator with incompatible types was detected. Found operand types 'Edm.${left}' and 'Edm.${right}'.`,
    })
  }
}

function literalKind(type: string): LiteralKind {
  if (type === 'Guid' || type === 'Boolean' || type === 'DateTimeOffset') return type
  return /^(Int\d+|Double|Single|Decimal|Number)$/.test(type) ? 'Number' : 'String'
}

type Ordered = string | number

const ORDER: Record<Exclude<Comparison, 'eq' | 'ne'>, (a: Ordered, b: Ordered) => boolean> = {
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
}

function compare(left: unknown, operator: Comparison, right: unknown, type: string): boolean {
  if (operator === 'eq') return same(left, right)
  if (operator === 'ne') return !same(left, right)
  if (left === null || left === undefined || right === null) return false
  const [a, b] = type === 'DateTimeOffset' ? [Date.parse(textOf(left)), Date.parse(textOf(right))] : [left, right]
  return ORDER[operator](a as Ordered, b as Ordered)
}

/** Directory strings compare without regard to case. */
function same(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase()
  return (left ?? null) === (right ?? null)
}

export function unknownProperty(where: string, name: string, type: string): GraphError {
  return new GraphError('invalidQuery', {
    value: `${where}: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
  })
}

/** A property's value as text; what is unset is empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
