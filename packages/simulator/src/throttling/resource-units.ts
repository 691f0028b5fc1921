import { plainPath, unitCosts } from './limits.js'

/** The options that were asked for. */
export interface Options {
  get(name: string): string | undefined
}

const bases = new Map<string, number>()

/**
 * What a request costs: selecting and small pages make it cheaper, expanding dearer, and it never costs nothing.
 * https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function resourceUnits(method: string, path: string, query: Options): number {
  const key = `${method} ${path}`
  let base = bases.get(key)
  if (base === undefined) {
    base = unitCosts.get(`${method.toLowerCase()} ${plainPath(path)}`) ?? 1
    bases.set(key, base)
  }
  if (base === 1 && query.get('$expand') === undefined) return 1
  const top = query.get('$top')
  const change =
    (query.get('$expand') === undefined ? 0 : 1) -
    (query.get('$select') === undefined ? 0 : 1) -
    (top !== undefined && Number(top) < 20 ? 1 : 0)
  return Math.max(1, base + change)
}
