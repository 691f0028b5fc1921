import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { sharingByDomain as control } from './sharing-domains.js'

const settings = (values: object) => ({ '/admin/sharepoint/settings': values })

describe(control.title, () => {
  it('passes when domains are on an allow list', () => {
    expect(
      judge(
        control,
        settings({
          sharingCapability: 'externalUserSharingOnly',
          sharingDomainRestrictionMode: 'allowList',
          sharingAllowedDomainList: ['example.com'],
        }),
      ),
    ).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('warns when that list is empty', () => {
    expect(
      judge(
        control,
        settings({
          sharingCapability: 'externalUserSharingOnly',
          sharingDomainRestrictionMode: 'allowList',
          sharingAllowedDomainList: [],
        }),
      ),
    ).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('empty')] })
  })

  it.each(['none', 'blockList'])('fails when the mode is %s', (sharingDomainRestrictionMode) => {
    expect(
      judge(control, settings({ sharingCapability: 'externalUserAndGuestSharing', sharingDomainRestrictionMode })),
    ).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply where nothing is shared', () => {
    expect(
      judge(control, settings({ sharingCapability: 'disabled', sharingDomainRestrictionMode: 'none' })),
    ).toMatchObject({ verdict: 'notApplicable' })
  })

  it('can be judged by the admin interface alone', () => {
    expect(
      judge(control, { 'spo:SPO.Tenant': { SharingCapability: 2, SharingDomainRestrictionMode: 1 } }),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('is not assessed when the mode is not among what came', () => {
    expect(judge(control, settings({ sharingCapability: 'disabled' }))).toMatchObject({ verdict: 'notAssessed' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
