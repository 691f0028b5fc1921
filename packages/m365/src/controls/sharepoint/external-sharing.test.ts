import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { sharePointSharingLimited as control } from './external-sharing.js'

const settings = (values: object) => ({ '/admin/sharepoint/settings': values })

describe(control.title, () => {
  it.each(['disabled', 'existingExternalUserSharingOnly'])('passes when sharing is %s', (sharingCapability) => {
    expect(judge(control, settings({ sharingCapability }))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['externalUserSharingOnly', 'externalUserAndGuestSharing'])(
    'fails when sharing is %s, and shows it',
    (sharingCapability) => {
      expect(judge(control, settings({ sharingCapability }))).toMatchObject({
        verdict: 'fail',
        evidence: [{ value: sharingCapability }],
      })
    },
  )

  it('can be judged by the admin interface alone', () => {
    expect(judge(control, { 'spo:SPO.Tenant': { SharingCapability: 2 } })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
