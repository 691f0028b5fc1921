import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import type { z } from 'zod'
import { intuneEnrollment } from '../../resources/intune-enrollment.js'

const PLATFORMS = [
  { name: 'Windows', property: 'windowsRestriction' },
  { name: 'iOS', property: 'iosRestriction' },
  { name: 'Android', property: 'androidRestriction' },
  { name: 'macOS', property: 'macOSRestriction' },
] as const

type Restriction = z.output<typeof intuneEnrollment.schema>[number]

/** The one that is for everyone who has no other. */
function isDefaultRestriction({ priority, windowsRestriction }: Restriction): boolean {
  return (priority ?? 0) === 0 && windowsRestriction !== null && windowsRestriction !== undefined
}

export const personalDevicesKeptOut = defineControl({
  id: 'intune-personal-enrolment-blocked',
  title: 'Personal devices cannot be enrolled',
  area: 'Intune',
  severity: 'medium',
  rationale: 'A private device keeps company data after its owner has left, and nobody may wipe it.',
  licence: 'Intune',
  remediation: {
    steps: [
      'Open Devices › Enrollment › Device platform restriction of the Intune admin center, the default one.',
      'Block personally owned devices for every platform.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/enrollment/create-device-platform-restrictions',
    impact: 'People use app protection on private telephones instead.',
  },
  needs: { restrictions: intuneEnrollment },
  evaluate({ restrictions }) {
    const standard = restrictions.find(isDefaultRestriction)
    if (!standard) return notAssessed('notRead', 'The default restriction is not among what was read.')
    const platforms = PLATFORMS.map(({ name, property }) => ({ name, property, limit: standard[property] }))
    const isClosed = (limit: (typeof platforms)[number]['limit']) =>
      limit?.platformBlocked === true || limit?.personalDeviceEnrollmentBlocked === true
    const open = platforms.filter(({ limit }) => !isClosed(limit)).map(({ name }) => name)
    const evidence = platforms.map(({ name, property, limit }) => ({
      object: name,
      id: standard.id,
      property: `${property}.personalDeviceEnrollmentBlocked`,
      value: limit?.personalDeviceEnrollmentBlocked ?? null,
      expected: 'true',
      ok: isClosed(limit),
    }))
    return open.length === 0
      ? pass('Personal devices of no platform can be enrolled.', { evidence })
      : fail(`Personal devices with ${open.join(', ')} can be enrolled.`, { evidence })
  },
})
