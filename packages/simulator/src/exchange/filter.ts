import { ExchangeError } from './exchange-error.js'
import type { ExchangeObject } from './wire.js'

type Test = (object: ExchangeObject) => boolean

const TOKEN = /\s*(\(|\)|'(?:[^']|'')*'|"[^"]*"|\{|\}|-?[\w$.]+(?:[\w.*-]*\w)?|\*)/y

/** `-Filter`: comparisons of properties, joined by -and, -or and -not. */
export function parseRecipientFilter(text: string): Test {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  let at = 0
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (!found) throw invalid(text)
    tokens.push(found[1] as string)
    at = TOKEN.lastIndex
  }
  let next = 0
  const peek = () => tokens[next]?.toLowerCase()
  const or = (): Test => {
    let left = and()
    while (peek() === '-or') {
      next++
      const [one, other] = [left, and()]
      left = (object) => one(object) || other(object)
    }
    return left
  }
  const and = (): Test => {
    let left = unary()
    while (peek() === '-and') {
      next++
      const [one, other] = [left, unary()]
      left = (object) => one(object) && other(object)
    }
    return left
  }
  const unary = (): Test => {
    if (peek() === '-not') {
      next++
      const inner = unary()
      return (object) => !inner(object)
    }
    if (peek() === '(' || peek() === '{') {
      next++
      const inner = or()
      if (peek() !== ')' && peek() !== '}') throw invalid(text)
      next++
      return inner
    }
    return comparison()
  }
  const comparison = (): Test => {
    const [name, operator, literal] = tokens.slice(next, next + 3)
    if (name === undefined || operator === undefined || literal === undefined) throw invalid(text)
    next += 3
    const compare = COMPARISONS[operator.toLowerCase()]
    if (!compare) throw invalid(text)
    const wanted = valueOf(literal)
    return (object) => [propertyOf(object, name)].flat().some((value) => compare(textOf(value), wanted))
  }
  const test = or()
  if (next < tokens.length) throw invalid(text)
  return test
}

const COMPARISONS: Record<string, (value: string, wanted: string) => boolean> = {
  '-eq': (value, wanted) => value === wanted,
  '-ne': (value, wanted) => value !== wanted,
  '-gt': (value, wanted) => value > wanted,
  '-ge': (value, wanted) => value >= wanted,
  '-lt': (value, wanted) => value < wanted,
  '-le': (value, wanted) => value <= wanted,
  '-like': (value, wanted) => like(wanted).test(value),
  '-notlike': (value, wanted) => !like(wanted).test(value),
}

function like(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's')
}

function valueOf(literal: string): string {
  const quoted = /^'(.*)'$/s.exec(literal)?.[1]?.replaceAll("''", "'") ?? /^"(.*)"$/s.exec(literal)?.[1]
  if (quoted !== undefined) return quoted.replace(/^\$/, '').toLowerCase()
  const bare = literal.toLowerCase().replace(/^\$/, '')
  return bare === 'null' ? '' : bare
}

function propertyOf(object: ExchangeObject, name: string): unknown {
  const wanted = name.toLowerCase()
  const found = Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted)
  const value = found === undefined ? undefined : object[found]
  return Array.isArray(value) && value.length === 0 ? null : value
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase()
}

function invalid(text: string): ExchangeError {
  return new ExchangeError('badInput', {
    value: `Cannot bind parameter 'Filter' to the target. Exception setting "Filter": "Invalid filter syntax. For a description of the filter parameter syntax see the command help. "${text}""`,
  })
}
