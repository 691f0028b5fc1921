import type { Comparison, Expression, Path, TextFunction } from './filter-expression.js'
import type { Literal } from './filter-tokens.js'
import { derivesFrom, isCollection, typeOf } from './types.js'

/** Range variables, and the object itself under the empty name. */
type Scope = Record<string, unknown>
/** Null when it cannot be told: what is null neither starts with anything nor does not. */
type Verdict = boolean | null
type Judge = (scope: Scope) => Verdict

/** Makes a test of objects out of a `$filter`: what comes out neither true nor false is left out. */
export function matcher(expression: Expression): (entity: unknown) => boolean {
  const judge = judgeOf(expression)
  return (entity) => judge({ '': entity }) === true
}

function judgeOf(expression: Expression): Judge {
  switch (expression.kind) {
    case 'and':
      return all(expression.parts.map(judgeOf))
    case 'or':
      return any(expression.parts.map(judgeOf))
    case 'not': {
      const inner = judgeOf(expression.inner)
      return (scope) => opposite(inner(scope))
    }
    case 'compare': {
      const [read, compare] = [reader(expression.path), comparer(expression.operator)]
      const wanted = valueOf(expression.literal, expression.path.type)
      return (scope) => compare(valueIn(read(scope), expression.path.type), wanted)
    }
    case 'in': {
      const read = reader(expression.path)
      const wanted = new Set(expression.literals.map((literal) => valueOf(literal, expression.path.type)))
      return (scope) => wanted.has(valueIn(read(scope), expression.path.type))
    }
    case 'has': {
      const read = reader(expression.path)
      const wanted = flags(expression.literal.value)
      return (scope) => {
        const held = flags(read(scope))
        return wanted.every((flag) => held.includes(flag))
      }
    }
    case 'text':
      return textJudge(reader(expression.path), expression.function, expression.text.toLowerCase())
    case 'isof': {
      const { declared, type } = expression
      return ({ '': entity }) => derivesFrom(typeOf(entity as Record<string, unknown>, declared), type)
    }
    default:
      return lambda(expression)
  }
}

function lambda({ kind, path, variable, inner }: Expression & { kind: 'any' | 'all' }): Judge {
  const read = reader(path)
  const judge = inner && judgeOf(inner)
  return (scope) => {
    const value = read(scope)
    const items = Array.isArray(value) ? (value as unknown[]) : []
    if (!judge) return items.length > 0
    const judges = items.map((item) => () => judge({ ...scope, [variable]: item }))
    return kind === 'any' ? any(judges)(scope) : all(judges)(scope)
  }
}

function all(judges: Judge[]): Judge {
  return (scope) => {
    let verdict: Verdict = true
    for (const judge of judges) {
      const next = judge(scope)
      if (next === false) return false
      if (next === null) verdict = null
    }
    return verdict
  }
}

function any(judges: Judge[]): Judge {
  const none = all(judges.map((judge) => (scope: Scope) => opposite(judge(scope))))
  return (scope) => opposite(none(scope))
}

function opposite(verdict: Verdict): Verdict {
  return verdict === null ? null : !verdict
}

function textJudge(read: (scope: Scope) => unknown, name: TextFunction, wanted: string): Judge {
  return (scope) => {
    const held = read(scope)
    if (typeof held !== 'string') return null
    const text = held.toLowerCase()
    if (name === 'startswith') return text.startsWith(wanted)
    return name === 'endswith' ? text.endsWith(wanted) : text.includes(wanted)
  }
}

function reader(path: Path): (scope: Scope) => unknown {
  const { variable, steps } = path
  return (scope) => {
    let value = scope[variable]
    for (const step of steps) value = follow(value, step)
    return value ?? null
  }
}

function follow(value: unknown, step: string): unknown {
  if (step === '$count') return Array.isArray(value) ? value.length : 0
  if (typeof value !== 'object' || value === null) return null
  const entity = value as Record<string, unknown>
  if (!step.startsWith('microsoft.graph.')) return entity[step]
  return entity['@odata.type'] === `#${step}` ? entity : null
}

type Comparable = string | number | boolean | null

/** Values in the form in which they compare: text without its case, moments as numbers. */
function valueIn(value: unknown, type: string): Comparable {
  if (typeof value === 'string') return type === 'DateTimeOffset' ? Date.parse(value) : value.toLowerCase()
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return isCollection(type) || value === null || value === undefined ? null : ''
}

function valueOf({ value }: Literal, type: string): Comparable {
  return valueIn(value, type)
}

function comparer(operator: Comparison): (held: Comparable, wanted: Comparable) => Verdict {
  if (operator === 'eq') return (held, wanted) => held === wanted
  if (operator === 'ne') return (held, wanted) => held !== wanted
  const order = ORDER[operator]
  return (held, wanted) => held !== null && wanted !== null && order(held, wanted)
}

const ORDER: Record<
  Exclude<Comparison, 'eq' | 'ne'>,
  (a: string | number | boolean, b: string | number | boolean) => boolean
> = {
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
}

function flags(value: unknown): string[] {
  return typeof value === 'string'
    ? value
        .toLowerCase()
        .split(',')
        .map((flag) => flag.trim())
    : []
}
