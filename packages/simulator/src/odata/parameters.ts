import { GraphError } from '../graph/graph-error.js'
import { filterTokens, type Literal, type LiteralKind } from './filter-tokens.js'

/**
 * The parameters of a function, as they stand between its parentheses: `period='D7'`, `date=2026-01-01`. All that are
 * wanted are there, and no others.
 */
export function readParameters<Name extends string>(
  text: string,
  wanted: Record<Name, LiteralKind>,
): Record<Name, Literal['value']> {
  const given = new Map<string, Literal>()
  const tokens = filterTokens(text)
  for (let at = 0; at < tokens.length; at += 4) {
    const [name, equals, value, comma] = tokens.slice(at, at + 4)
    if (name?.kind !== 'name' || equals?.kind !== 'mark' || equals.text !== '=' || value?.kind !== 'literal') {
      throw misread(text)
    }
    if (comma && (comma.kind !== 'mark' || comma.text !== ',' || at + 4 === tokens.length)) throw misread(text)
    given.set(name.text.toLowerCase(), value.literal)
  }
  const entries = Object.entries<LiteralKind>(wanted).map(([name, kind]) => {
    const literal = given.get(name.toLowerCase())
    if (literal?.kind !== kind) throw misread(text)
    return [name, literal.value] as const
  })
  if (given.size !== entries.length) throw misread(text)
  return Object.fromEntries(entries) as Record<Name, Literal['value']>
}

function misread(text: string): GraphError {
  return new GraphError('invalidQuery', { value: `The function parameters '(${text})' are not valid.` })
}
