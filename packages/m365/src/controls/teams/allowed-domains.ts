/**
 * How many domains `AllowedDomains` names. It comes as a list, as an object with a list in it, or as a word; what stands
 * for all known domains names none.
 */
export function domainsIn(allowed: unknown): number {
  if (typeof allowed === 'string') return allowed.match(/Domain=/gi)?.length ?? 0
  if (Array.isArray(allowed))
    return allowed.reduce<number>((count, each) => count + (isText(each) ? 1 : domainsIn(each)), 0)
  if (typeof allowed !== 'object' || allowed === null) return 0
  const list: unknown = 'AllowedDomain' in allowed ? allowed.AllowedDomain : undefined
  return list === undefined ? 0 : domainsIn(Array.isArray(list) ? list : [list])
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value !== 'AllowAllKnownDomains'
}
