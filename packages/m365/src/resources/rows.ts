import { z } from 'zod'

/** What a cmdlet answers: a list, or the one object there is; a member that is nothing is left out. */
export function rows<S extends z.ZodType>(row: S) {
  return z.union([z.array(row.nullable()), row]).transform((answer): z.output<S>[] => {
    const list: readonly (z.output<S> | null)[] = Array.isArray(answer) ? answer : [answer]
    return list.filter((item): item is NonNullable<typeof item> => item !== null)
  })
}

/** Names as Exchange writes them: a list, a single one, or nothing at all. */
export const names = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((list) => (Array.isArray(list) ? list : [list ?? '']).filter((name) => name !== ''))
