import { GraphError } from '../graph/graph-error.js'
import { COMPARISONS, type Expression, type Path, TEXT_FUNCTIONS, type TextFunction } from './filter-expression.js'
import { requireFit, typeName } from './filter-literals.js'
import { Names } from './filter-paths.js'
import { type FilterToken, filterTokens, type Literal, syntaxError } from './filter-tokens.js'
import { derivesFrom, isCollection, isKnownType } from './types.js'

const DEPTH_LIMIT = 100

/** Reads a `$filter` against a type. https://learn.microsoft.com/graph/filter-query-parameter */
export class FilterParser {
  readonly #tokens: FilterToken[]
  readonly #names: Names
  #at = 0
  #depth = 0

  constructor(
    private readonly text: string,
    private readonly type: string,
    version: string,
  ) {
    this.#tokens = filterTokens(text)
    this.#names = new Names(type, version)
  }

  parse(): Expression {
    const expression = this.#or()
    if (this.#at < this.#tokens.length) throw this.#syntax()
    return expression
  }

  #or(): Expression {
    return this.#joined('or', () => this.#joined('and', () => this.#primary()))
  }

  #joined(kind: 'and' | 'or', read: () => Expression): Expression {
    const parts = [read()]
    while (this.#takeName(kind)) parts.push(read())
    return parts.length === 1 ? (parts[0] as Expression) : { kind, parts }
  }

  #primary(): Expression {
    if (++this.#depth > DEPTH_LIMIT) {
      throw new GraphError('invalidQuery', { value: 'Invalid filter clause: Recursion limit reached.' })
    }
    const expression = this.#takeName('not') ? this.#not() : this.#operand()
    this.#depth--
    return expression
  }

  /** `not` binds tighter than a comparison, so that a bare comparison after it makes no sense. */
  #not(): Expression {
    const enclosed = isMark(this.#tokens[this.#at], '(')
    const inner = this.#primary()
    if (!enclosed && (inner.kind === 'compare' || inner.kind === 'in' || inner.kind === 'has')) {
      throw this.#bareNot(inner.path)
    }
    return { kind: 'not', inner }
  }

  #operand(): Expression {
    if (this.#takeMark('(')) {
      const inner = this.#or()
      this.#expectMark(')')
      return inner
    }
    const token = this.#tokens[this.#at++]
    if (token?.kind !== 'name') throw this.#syntax(-1)
    if (!this.#takeMark('(')) return this.#comparison(this.#names.path(token.text))
    const name = token.text.toLowerCase()
    const found = TEXT_FUNCTIONS.find((known) => known === name)
    if (found) return this.#textFunction(found)
    if (name === 'isof') return this.#isOf()
    if (name.endsWith('/any')) return this.#lambda('any', token.text.slice(0, -4))
    if (name.endsWith('/all')) return this.#lambda('all', token.text.slice(0, -4))
    throw new GraphError('invalidQuery', {
      value: `Invalid filter clause: An unknown function with name '${token.text}' was found.`,
    })
  }

  #textFunction(name: TextFunction): Expression {
    const path = this.#path()
    this.#expectMark(',')
    const literal = this.#literal()
    this.#expectMark(')')
    if (!isText(path.type) || literal.kind !== 'String') {
      throw new GraphError('invalidQuery', {
        value: `Invalid filter clause: No function signature for the function with name '${name}' matches the specified arguments.`,
      })
    }
    return { kind: 'text', function: name, path, text: String(literal.value) }
  }

  /** `isof('microsoft.graph.countryNamedLocation')` */
  #isOf(): Expression {
    const { kind, value } = this.#literal()
    this.#expectMark(')')
    const type = /^microsoft\.graph\.(.*)$/.exec(String(value))?.[1] ?? ''
    if (kind !== 'String' || !isKnownType(type)) {
      throw new GraphError('invalidQuery', {
        value: 'Invalid filter clause: Cast or IsOf Function must have a type in its arguments.',
      })
    }
    if (!derivesFrom(type, this.type)) {
      throw new GraphError('invalidQuery', {
        value: `Invalid filter clause: Encountered invalid type cast. '${typeName(type)}' is not assignable from '${typeName(this.type)}'.`,
      })
    }
    return { kind: 'isof', declared: this.type, type }
  }

  /** `assignedLicenses/any(l:l/skuId eq …)` */
  #lambda(kind: 'any' | 'all', collection: string): Expression {
    const path = this.#names.path(collection)
    if (!isCollection(path.type) && path.type !== 'unknown') throw this.#syntax(-1)
    if (this.#takeMark(')')) return { kind, path, variable: '', inner: undefined }
    const variable = this.#tokens[this.#at++]
    if (variable?.kind !== 'name') throw this.#syntax(-1)
    this.#expectMark(':')
    const inner = this.#names.within(variable.text, path, () => this.#or())
    this.#expectMark(')')
    return { kind, path, variable: variable.text, inner }
  }

  #comparison(path: Path): Expression {
    const token = this.#tokens[this.#at++]
    if (token?.kind !== 'name') throw this.#syntax(-1)
    const name = token.text.toLowerCase()
    if (name === 'in') return { kind: 'in', path, literals: this.#list(path) }
    if (name === 'has') return { kind: 'has', path, literal: this.#fitting(path) }
    const operator = COMPARISONS.find((known) => known === name)
    if (!operator) throw this.#syntax(-1)
    const literal = this.#literal()
    requireFit(path.type, literal, operator)
    return { kind: 'compare', operator, path, literal }
  }

  #list(path: Path): Literal[] {
    this.#expectMark('(')
    const literals: Literal[] = []
    do literals.push(this.#fitting(path))
    while (this.#takeMark(','))
    this.#expectMark(')')
    return literals
  }

  #fitting(path: Path): Literal {
    const literal = this.#literal()
    requireFit(path.type, literal, 'eq')
    return literal
  }

  #path(): Path {
    const token = this.#tokens[this.#at++]
    if (token?.kind !== 'name') throw this.#syntax(-1)
    return this.#names.path(token.text)
  }

  #literal(): Literal {
    const token = this.#tokens[this.#at++]
    if (token?.kind !== 'literal') throw this.#syntax(-1)
    return token.literal
  }

  #takeName(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'name' || token.text.toLowerCase() !== text) return false
    this.#at++
    return true
  }

  #takeMark(text: string): boolean {
    if (!isMark(this.#tokens[this.#at], text)) return false
    this.#at++
    return true
  }

  #expectMark(text: string): void {
    if (!this.#takeMark(text)) throw this.#syntax()
  }

  #syntax(offset = 0): GraphError {
    return syntaxError(this.text, this.#tokens[this.#at + offset]?.at ?? this.text.length)
  }

  #bareNot({ type }: Path): GraphError {
    return new GraphError('invalidQuery', {
      value: `Invalid filter clause: A unary operator with an incompatible type was detected. Found operand type '${typeName(type)}' for operator kind 'Not'.`,
    })
  }
}

function isMark(token: FilterToken | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text
}

function isText(type: string): boolean {
  return type === 'String' || type === 'unknown'
}
