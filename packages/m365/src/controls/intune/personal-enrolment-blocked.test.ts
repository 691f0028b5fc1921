import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { personalDevicesKeptOut as control } from './personal-enrolment-blocked.js'

const blocked = { platformBlocked: false, personalDeviceEnrollmentBlocked: true }
const standard = (changes: object = {}) => ({
  id: '1_DefaultPlatformRestrictions',
  priority: 0,
  windowsRestriction: blocked,
  iosRestriction: blocked,
  androidRestriction: blocked,
  macOSRestriction: blocked,
  ...changes,
})
const restrictions = (...list: object[]) => ({ '/deviceManagement/deviceEnrollmentConfigurations': list })
const limit = { id: '1_DefaultLimit', priority: 0, limit: 5 }

describe(control.title, () => {
  it('passes when each platform blocks them', () => {
    expect(judge(control, restrictions(limit, standard()))).toMatchObject({ verdict: 'pass' })
  })

  it('passes for a platform that is blocked altogether', () => {
    expect(judge(control, restrictions(standard({ macOSRestriction: { platformBlocked: true } })))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each(['windowsRestriction', 'iosRestriction', 'androidRestriction', 'macOSRestriction'])(
    'fails when %s lets them in',
    (property) => {
      const open = { platformBlocked: false, personalDeviceEnrollmentBlocked: false }
      expect(judge(control, restrictions(standard({ [property]: open })))).toMatchObject({ verdict: 'fail' })
      expect(judge(control, restrictions(standard({ [property]: null })))).toMatchObject({
        verdict: property === 'windowsRestriction' ? 'notAssessed' : 'fail',
      })
    },
  )

  it('is not assessed without the default restriction', () => {
    expect(judge(control, restrictions(limit))).toMatchObject({ verdict: 'notAssessed' })
  })
})
