import { z } from 'zod'
import { ValidationError } from './problem.js'

/** How much of a list to give, and from where. Extend it with the filters of a list; give it no id. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most this many items.'),
  cursor: z.string().max(500).optional().describe('The `nextCursor` of the page before.'),
})

/** The answer of a list. */
export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z.string().nullable().describe('Give it as `cursor` to go on; null at the end.'),
    })
    .meta({ id })
}

/**
 * Cuts a page out of rows that were read with `limit + 1`: one row too many means that there is a next page, which begins
 * after the last row given.
 */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  positionOf: (row: Row) => readonly (string | number)[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null }
}

/** Writes a position as an opaque text. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Reads a position that {@link encodeCursor} wrote. A cursor that was made up is a wrong field, not a fault. */
export function decodeCursor<Position extends z.ZodType>(cursor: string, position: Position): z.output<Position> {
  const parsed = position.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success) throw new ValidationError([{ path: 'cursor', message: 'is not a cursor of this list' }])
  return parsed.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
