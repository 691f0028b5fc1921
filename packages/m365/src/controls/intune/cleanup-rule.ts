import { defineControl, fail, pass } from '@tenantry/core'
import { intuneCleanupRules } from '../../resources/intune-cleanup-rules.js'

const LEAST_DAYS = 30
const MOST_DAYS = 270

export const goneDevicesCleanedUp = defineControl({
  id: 'intune-cleanup-rule',
  title: 'Devices that are gone are cleaned up',
  area: 'Intune',
  severity: 'low',
  rationale: 'A list full of devices that no longer exist hides the one that should not be there.',
  licence: 'Intune',
  remediation: {
    steps: ['Open Devices › Device clean-up rules of the Intune admin center.', 'Create a rule of 30 to 270 days.'],
    link: 'https://learn.microsoft.com/intune/intune-service/remote-actions/devices-wipe#automatically-delete-devices-with-cleanup-rules',
    impact: 'Devices that come back after that time enrol again.',
  },
  needs: { rules: intuneCleanupRules },
  evaluate({ rules }) {
    const fitting = rules.filter(
      ({ deviceInactivityBeforeRetirementInDays: days }) => (days ?? 0) >= LEAST_DAYS && (days ?? 0) <= MOST_DAYS,
    )
    const evidence = rules.map(({ id, displayName, deviceInactivityBeforeRetirementInDays: days }) => ({
      object: displayName ?? id,
      id,
      property: 'deviceInactivityBeforeRetirementInDays',
      value: days ?? null,
      expected: `${LEAST_DAYS} to ${MOST_DAYS}`,
      ok: (days ?? 0) >= LEAST_DAYS && (days ?? 0) <= MOST_DAYS,
    }))
    return fitting.length > 0
      ? pass('A rule cleans up devices that are gone.', { evidence })
      : fail(
          rules.length === 0
            ? 'No rule cleans up devices that are gone.'
            : `No rule is of ${LEAST_DAYS} to ${MOST_DAYS} days.`,
          { evidence },
        )
  },
})
