import type { Condition } from '../../src/compliance/questions.dto.js'

/** A tenant in memory: what was found of each control, as it stands. */
export interface FleetTenant {
  id: string
  name: string
  tags: string[]
  groups: string[]
  found: Map<string, { standing: string; cause: string | undefined; licence: string | undefined }>
}

interface Known {
  areas: Readonly<Record<string, string>>
  frameworks: Readonly<Record<string, readonly string[]>>
}

/** Names of the tenants by the answer to a question, found out one tenant and one condition at a time. */
export function expected(definition: Condition, tenants: readonly FleetTenant[], known: Known) {
  const those = (wanted: boolean | null) =>
    tenants.filter((tenant) => holds(definition, tenant, known) === wanted).map(({ name }) => name)
  return { yes: those(true), no: those(false), unknown: those(null) }
}

/** Null: it cannot be told. */
function holds(condition: Condition, tenant: FleetTenant, known: Known): boolean | null {
  if ('all' in condition) {
    const parts = condition.all.map((part) => holds(part, tenant, known))
    return parts.includes(false) ? false : parts.includes(null) ? null : true
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => holds(part, tenant, known))
    return parts.includes(true) ? true : parts.includes(null) ? null : false
  }
  if ('not' in condition) {
    const part = holds(condition.not, tenant, known)
    return part === null ? null : !part
  }
  if ('tag' in condition) return tenant.tags.includes(condition.tag)
  if ('groupId' in condition) return tenant.groups.includes(condition.groupId)
  if ('lacksLicence' in condition) {
    if (tenant.found.size === 0) return null
    return [...tenant.found.values()].some(({ licence }) => licence === condition.lacksLicence)
  }
  if ('scoreBelow' in condition) {
    const { framework, area, scoreBelow } = condition
    const decided = [...tenant.found]
      .filter(([control]) => framework === undefined || known.frameworks[framework]?.includes(control))
      .filter(([control]) => area === undefined || known.areas[control] === area)
      .filter(([, { standing }]) => standing === 'pass' || standing === 'fail')
    if (decided.length === 0) return null
    return (100 * decided.filter(([, { standing }]) => standing === 'pass').length) / decided.length < scoreBelow
  }
  const { control, standings, causes } = condition
  const found = tenant.found.get(control)
  if (!found) return null
  if (found.standing !== 'notAssessed') return standings.some((one) => one === found.standing)
  const asked = standings.includes('notAssessed')
  if (asked && (causes === undefined || causes.some((one) => one === found.cause))) return true
  return standings.some((one) => one !== 'notAssessed') ? null : false
}
