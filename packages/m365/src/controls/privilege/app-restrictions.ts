import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import type { z } from 'zod'
import type {
  appManagementPolicies,
  AppRestriction,
  defaultAppManagementPolicy,
} from '../../resources/app-management-policies.js'

export interface RestrictionFacts {
  policy: z.output<typeof defaultAppManagementPolicy.schema>
  custom?: z.output<typeof appManagementPolicies.schema> | undefined
}

export interface WantedRestriction {
  credentials: 'passwordCredentials' | 'keyCredentials'
  type: string
  /** The longest lifetime in days, where it is about one. */
  mostDays?: number
  good: string
  bad: string
}

const SCOPES = ['applicationRestrictions', 'servicePrincipalRestrictions'] as const

/** Judges that a restriction is in force for all applications, in both of their forms, and that none is let off. */
export function judgeRestriction({ policy, custom }: RestrictionFacts, wanted: WantedRestriction): Outcome {
  const found = SCOPES.map((scope) => ({
    scope,
    restriction: policy[scope]?.[wanted.credentials].find(({ restrictionType }) => restrictionType === wanted.type),
  }))
  const on = policy.isEnabled !== false
  const evidence = found.map(({ scope, restriction }): Evidence => ({
    object: 'Rules for all applications',
    property: `${scope}.${wanted.type}`,
    value: restriction ? say(restriction) : null,
    expected: wanted.mostDays ? `on for all, at most ${wanted.mostDays} days` : 'on for all',
    ok: on && isWhole(restriction, wanted.mostDays),
  }))
  const letOff = (custom ?? []).filter(
    ({ isEnabled, restrictions, appliesTo }) =>
      isEnabled !== false &&
      (appliesTo?.length ?? 1) > 0 &&
      restrictions?.[wanted.credentials].some(
        (each) => each.restrictionType === wanted.type && !isWhole(each, wanted.mostDays),
      ),
  )
  const warnings = custom ? [] : ['Rules of single applications were not read; one of them may be let off.']
  if (!evidence.every(({ ok }) => ok)) return fail(wanted.bad, { evidence, warnings })
  if (letOff.length > 0) {
    return fail(`${letOff.map(({ displayName, id }) => displayName ?? id).join(', ')} lets applications off.`, {
      evidence: [
        ...evidence,
        ...letOff.map(({ displayName, id }) => ({
          object: displayName ?? id,
          id,
          property: wanted.type,
          value: 'let off',
          expected: 'no exception',
          ok: false,
        })),
      ],
    })
  }
  return pass(wanted.good, { evidence, warnings })
}

/** Whether a restriction is on, for applications of any age, and short enough. */
export function isWhole(restriction: AppRestriction | undefined, mostDays?: number): boolean {
  if (restriction?.state !== 'enabled') return false
  const since = restriction.restrictForAppsCreatedAfterDateTime
  if (since !== null && since !== undefined && !since.startsWith('0001-01-01')) return false
  return mostDays === undefined || daysOf(restriction.maxLifetime) <= mostDays
}

/** Days of a time span such as `P180D` or `P1Y`; what cannot be read has no end. */
export function daysOf(span: string | null | undefined): number {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?$/.exec(span ?? '')
  if (!parts) return Infinity
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return years * 365 + months * 30 + weeks * 7 + days
}

function say({ state, maxLifetime, restrictForAppsCreatedAfterDateTime: since }: AppRestriction): string {
  const age = since && !since.startsWith('0001-01-01') ? ` for applications made after ${since.slice(0, 10)}` : ''
  return `${state ?? 'nothing'}${maxLifetime ? `, ${maxLifetime}` : ''}${age}`
}
