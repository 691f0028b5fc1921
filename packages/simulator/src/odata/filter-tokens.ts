import { GraphError } from '../graph/graph-error.js'

export type LiteralKind = 'String' | 'Guid' | 'DateTimeOffset' | 'Number' | 'Boolean' | 'null'

export type FilterToken =
  | { kind: 'name'; text: string }
  | { kind: 'mark'; text: string }
  | { kind: 'literal'; literal: LiteralKind; value: string | number | boolean | null }

const MARK = /[(),:]/y
const SPACE = /\s+/y
const STRING = /'((?:[^']|'')*)'/y
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/iy
const DATE = /\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/y
const NUMBER = /-?\d+(?:\.\d+)?/y
const NAME = /[A-Za-z_$][\w.$]*(?:\/[\w.$]+)*/y

/** Splits a `$filter` into names, literals and punctuation. */
export function filterTokens(text: string): FilterToken[] {
  const tokens: FilterToken[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at += found[0].length
    return found
  }
  while (at < text.length) {
    if (match(SPACE)) continue
    let found: RegExpExecArray | null
    if ((found = match(STRING))) {
      tokens.push({ kind: 'literal', literal: 'String', value: (found[1] ?? '').replaceAll("''", "'") })
    } else if ((found = match(GUID))) {
      tokens.push({ kind: 'literal', literal: 'Guid', value: found[0].toLowerCase() })
    } else if ((found = match(DATE))) {
      tokens.push({ kind: 'literal', literal: 'DateTimeOffset', value: found[0] })
    } else if ((found = match(NUMBER))) {
      tokens.push({ kind: 'literal', literal: 'Number', value: Number(found[0]) })
    } else if ((found = match(NAME))) {
      tokens.push(word(found[0]))
    } else if ((found = match(MARK))) {
      tokens.push({ kind: 'mark', text: found[0] })
    } else {
      throw new GraphError('invalidQuery', {
        value: `Invalid filter clause: Syntax error at position ${at} in '${text}'.`,
      })
    }
  }
  return tokens
}

function word(text: string): FilterToken {
  if (text === 'true' || text === 'false') return { kind: 'literal', literal: 'Boolean', value: text === 'true' }
  if (text === 'null') return { kind: 'literal', literal: 'null', value: null }
  return { kind: 'name', text }
}
