import { defineControl, fail, pass } from '@tenantry/core'
import {
  activityBasedTimeoutPolicies,
  type ActivityBasedTimeoutPolicy,
} from '../../resources/activity-based-timeout-policies.js'
import { defaultIdleMinutes } from './idle-definition.js'

const MOST_MINUTES = 180

export const idleTimeout = defineControl({
  id: 'entra-idle-timeout',
  title: 'Web sessions end when nobody uses them for three hours',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A browser left open on a shared computer is an open door.',
  licence: 'Microsoft 365',
  remediation: {
    steps: [
      'Open the Microsoft 365 admin center › Org settings › Security & privacy › Idle session timeout.',
      'Turn it on, choose three hours or less, and save.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/admin/manage/idle-session-timeout-web-apps',
    impact: 'People who leave the web apps alone for that long sign in again, except on managed devices.',
  },
  needs: { policies: activityBasedTimeoutPolicies },
  evaluate({ policies }) {
    const evidence = policies.map((policy) => {
      const minutes = minutesOf(policy)
      return {
        object: policy.displayName || policy.id,
        id: policy.id,
        property: 'definition',
        value: policy.definition,
        expected: 'a default of 03:00:00 or less',
        ok: minutes !== undefined && minutes <= MOST_MINUTES,
      }
    })
    const shortest = Math.min(...policies.map((policy) => minutesOf(policy) ?? Infinity))
    if (shortest <= MOST_MINUTES) return pass(`Web sessions end after ${shortest} idle minutes.`, { evidence })
    return fail(
      shortest === Infinity
        ? 'No policy ends idle web sessions of all applications.'
        : `Web sessions end only after ${shortest} idle minutes.`,
      { evidence },
    )
  },
})

function minutesOf({ definition }: ActivityBasedTimeoutPolicy): number | undefined {
  const minutes = definition.flatMap((text) => defaultIdleMinutes(text) ?? [])
  return minutes.length > 0 ? Math.min(...minutes) : undefined
}
