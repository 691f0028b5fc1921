import type { LocationQuery } from 'vue-router'
import type { VerdictFilter } from '../../queries/posture.js'
import { causeLooks, standingLook } from './verdict-looks.js'
import type { Standing, UnknownCause } from '../../api/shapes.js'

const standings: readonly Exclude<Standing, 'notAssessed'>[] = ['fail', 'pass', 'excepted', 'manual', 'notApplicable']
const causes: readonly UnknownCause[] = ['notPermitted', 'notLicensed', 'notRead', 'error']

/** All the ways in which a control can stand, each cause of not being assessed by itself. */
export const verdictChoices: readonly { label: string; value: string }[] = [
  ...standings.map((standing) => ({ label: standingLook(standing, null).label, value: standing })),
  ...causes.map((cause) => ({ label: causeLooks[cause].label, value: cause })),
]

/** What an address says about which verdicts to show; what it says wrongly is left out. */
export function verdictFilterOf(query: LocationQuery): VerdictFilter {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined)
  const stands = text('stands')
  const standing = standings.find((one) => one === stands)
  const cause = causes.find((one) => one === stands)
  const [q, area, framework] = [text('q'), text('area'), text('framework')]
  return {
    ...(standing && { standing }),
    ...(cause && { standing: 'notAssessed' as const, cause }),
    ...(q !== undefined && { q }),
    ...(area !== undefined && { area }),
    ...(framework !== undefined && { framework }),
  }
}
