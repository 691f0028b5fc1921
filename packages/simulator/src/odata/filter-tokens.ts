import { GraphError } from '../graph/graph-error.js'

export type LiteralKind =
  | 'String'
  | 'Guid'
  | 'DateTimeOffset'
  | 'Date'
  | 'Duration'
  | 'Number'
  | 'Boolean'
  | 'Enum'
  | 'null'

export interface Literal {
  kind: LiteralKind
  value: string | number | boolean | null
}

export type FilterToken =
  | { kind: 'name'; text: string; at: number }
  | { kind: 'mark'; text: string; at: number }
  | { kind: 'literal'; literal: Literal; at: number }

const SPACE = /\s+/y
const STRING = /'((?:[^']|'')*)'/y
/** `duration'P1D'`, or an enumeration's member by its full name. */
const PREFIXED = /([A-Za-z][\w.]*)'((?:[^']|'')*)'/y
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/iy
const DATE_TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/iy
const DATE = /\d{4}-\d{2}-\d{2}/y
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy
const NAME = /[A-Za-z_$][\w.$]*(?:\/[\w.$]+)*/y
const MARK = /[(),:=]/y

type Reader = [pattern: RegExp, read: (found: RegExpExecArray) => FilterToken | undefined]

const literal = (found: RegExpExecArray, kind: LiteralKind, value: Literal['value']): FilterToken => ({
  kind: 'literal',
  literal: { kind, value },
  at: found.index,
})

const unquoted = (text = '') => text.replaceAll("''", "'")

/** In the order they are tried. */
const READERS: Reader[] = [
  [SPACE, () => undefined],
  [STRING, (found) => literal(found, 'String', unquoted(found[1]))],
  [
    PREFIXED,
    (found) => literal(found, found[1]?.toLowerCase() === 'duration' ? 'Duration' : 'Enum', unquoted(found[2])),
  ],
  [GUID, (found) => literal(found, 'Guid', found[0].toLowerCase())],
  [DATE_TIME, (found) => literal(found, 'DateTimeOffset', found[0])],
  [DATE, (found) => literal(found, 'Date', found[0])],
  [NUMBER, (found) => literal(found, 'Number', Number(found[0]))],
  [NAME, word],
  [MARK, (found) => ({ kind: 'mark', text: found[0], at: found.index })],
]

/** Splits a `$filter` into names, literals and punctuation. */
export function filterTokens(text: string): FilterToken[] {
  const tokens: FilterToken[] = []
  let at = 0
  while (at < text.length) {
    const before = at
    for (const [pattern, read] of READERS) {
      pattern.lastIndex = at
      const found = pattern.exec(text)
      if (!found) continue
      const token = read(found)
      if (token) tokens.push(token)
      at += found[0].length
      break
    }
    if (at === before) throw syntaxError(text, at)
  }
  return tokens
}

function word(found: RegExpExecArray): FilterToken {
  const text = found[0]
  if (text === 'true' || text === 'false') return literal(found, 'Boolean', text === 'true')
  if (text === 'null') return literal(found, 'null', null)
  return { kind: 'name', text, at: found.index }
}

export function syntaxError(text: string, at: number): GraphError {
  return new GraphError('invalidQuery', {
    value: `Invalid filter clause: Syntax error at position ${at} in '${text}'.`,
  })
}
