import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ownPurchasesOff as control } from './m365-user-owned-apps.js'

const admin = (settings: object) => ({ '/beta/admin/appsAndServices': { settings } })
const good = { isOfficeStoreEnabled: false, isAppAndServicesTrialEnabled: false }

describe(control.title, () => {
  it('passes when it is so', () => {
    expect(judge(control, admin(good))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['isOfficeStoreEnabled', true],
    ['isAppAndServicesTrialEnabled', true],
  ] as const)('fails when %s is %s', (property, value) => {
    expect(judge(control, admin({ ...good, [property]: value }))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, admin({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
