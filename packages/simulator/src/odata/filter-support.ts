import { GraphError } from '../graph/graph-error.js'
import type { Expression, Path } from './filter-expression.js'
import type { Literal } from './filter-tokens.js'
import { type Level, type Operator, type QuerySupport, querySupport } from './query-support.js'

/** https://learn.microsoft.com/graph/filter-query-parameter: equalities joined by `or`, or listed after `in`. */
const CLAUSE_LIMIT = 15

/** Refuses what a type cannot be filtered by, and tells whether the rest needs an advanced query. */
export function requireSupport(
  expression: Expression,
  asked: { type: string; directory: boolean; eventual: boolean },
): Level {
  const support = querySupport(asked.type)
  const inspector = new Inspector(asked.type, support, support?.directory ?? asked.directory, asked.eventual)
  inspector.inspect(expression, false)
  if (inspector.directory && !asked.eventual) limitClauses(expression)
  return inspector.level
}

class Inspector {
  level: Level = 'default'

  constructor(
    private readonly type: string,
    private readonly support: QuerySupport | undefined,
    readonly directory: boolean,
    private readonly eventual: boolean,
  ) {}

  inspect(expression: Expression, negated: boolean): void {
    switch (expression.kind) {
      case 'and':
      case 'or':
        for (const part of expression.parts) this.inspect(part, negated)
        break
      case 'not':
        if (this.directory) this.level = 'advanced'
        this.inspect(expression.inner, !negated)
        break
      case 'isof':
        if (this.directory) throw this.#unsupported('isof')
        break
      case 'any':
      case 'all':
        this.#lambda(expression, negated)
        break
      default:
        if (negated && !this.directory) this.#require(expression.path, 'ne')
        this.#leaf(expression)
    }
  }

  #lambda(expression: Expression & { kind: 'any' | 'all' }, negated: boolean): void {
    if (this.directory && (expression.kind === 'all' || !expression.inner))
      throw this.#unsupported(expression.path.name)
    if (expression.inner) this.inspect(expression.inner, negated)
  }

  #leaf(expression: Exclude<Expression, { kind: 'and' | 'or' | 'not' | 'isof' | 'any' | 'all' }>): void {
    const { path } = expression
    if (expression.kind === 'text') this.#require(path, TEXT[expression.function])
    else if (expression.kind === 'has') this.#require(path, 'has')
    else if (expression.kind === 'in') this.#in(path, expression.literals)
    else this.#comparison(expression)
  }

  #in(path: Path, literals: Literal[]): void {
    if (literals.some(({ kind }) => kind === 'null')) this.#require(path, 'null')
    this.#require(path, this.directory ? 'eq' : 'in')
  }

  #comparison({ path, operator, literal }: Expression & { kind: 'compare' }): void {
    if (path.name.endsWith('/$count')) {
      if (this.directory) this.level = 'advanced'
      if (this.support) this.#require(path, countOperator(operator, literal))
      return
    }
    const negative = operator === 'ne'
    if (negative && this.directory) this.level = 'advanced'
    if (literal.kind === 'null') this.#require(path, 'null')
    else if (operator === 'ge' || operator === 'le') this.#require(path, 'ge')
    else if (operator === 'gt' || operator === 'lt') this.#require(path, 'gt')
    else this.#require(path, negative && !this.directory ? 'ne' : 'eq')
  }

  #require(path: Path, operator: Operator | undefined): void {
    if (!this.support) {
      if (this.directory && (operator === 'endsWith' || operator === 'contains')) this.level = 'advanced'
      return
    }
    const level = operator && this.support.operators(path.name)?.get(operator)
    if (!level) throw this.#unsupported(path.name)
    if (level === 'advanced') this.level = 'advanced'
  }

  #unsupported(place: string): GraphError {
    const name = place.replaceAll('/any', '')
    const resource = this.type.charAt(0).toUpperCase() + this.type.slice(1)
    return new GraphError('unsupportedQuery', {
      value: this.eventual
        ? 'The request uses a filter property that is not indexed'
        : `Unsupported or invalid query filter clause specified for property '${name}' of resource '${resource}'.`,
    })
  }
}

const TEXT = { startswith: 'startsWith', endswith: 'endsWith', contains: 'contains' } as const

function countOperator(operator: string, { value }: Literal): Operator | undefined {
  if (operator !== 'eq' && operator !== 'ne') return undefined
  if (value === 0) return 'zero'
  return value === 1 ? 'one' : undefined
}

function limitClauses(expression: Expression): void {
  const clauses = countClauses(expression)
  if (clauses <= CLAUSE_LIMIT) return
  throw new GraphError('unsupportedQuery', {
    value: `Too many child clauses specified in search filter expression containing 'OR' operators: ${clauses}. Max allowed: ${CLAUSE_LIMIT}.`,
  })
}

/** The most alternatives that stand beside each other. */
function countClauses(expression: Expression): number {
  if (expression.kind === 'in') return expression.literals.length
  if (expression.kind === 'not') return countClauses(expression.inner)
  if (expression.kind === 'any' || expression.kind === 'all')
    return expression.inner ? countClauses(expression.inner) : 1
  if (expression.kind === 'and') return Math.max(...expression.parts.map(countClauses))
  if (expression.kind === 'or') return expression.parts.reduce((sum, part) => sum + countClauses(part), 0)
  return 1
}
