import type { paths } from '@tenantry/api-client'

/** What a list can be narrowed by. */
export type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? Omit<NonNullable<Q>, 'limit' | 'cursor'>
  : never

const PAGE_ROWS = 50

/** Whatever is kept of an organization's compliance begins with this, so that one event renews it all. */
export const key = <Rest extends readonly unknown[]>(organizationId: string, ...rest: Rest) =>
  ['organizations', organizationId, 'compliance', ...rest] as const
/** The page of a list that begins at a cursor. */
export const next = (cursor: string | null) => ({ limit: PAGE_ROWS, ...(cursor !== null && { cursor }) })
