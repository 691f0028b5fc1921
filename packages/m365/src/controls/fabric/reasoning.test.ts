import { describe, expect, it } from 'vitest'
import { fabric, group } from '../../../test/fabric-sample.js'
import { judge } from '../../../test/judge.js'
import { publishToWebOff } from './publish-to-web.js'
import { guestAccessLimited } from './guest-access.js'

const SETTING = 'PublishToWeb'

describe('a setting of Fabric', () => {
  it('fails for want of a licence before anything else is looked at', () => {
    expect(judge(publishToWebOff, { '/subscribedSkus': [] })).toMatchObject({
      verdict: 'fail',
      licence: 'Fabric or Power BI',
    })
  })

  it('is not had by a plan that is not in working order', () => {
    const snapshot = fabric(SETTING, { enabled: false })
    const [sku] = snapshot['/subscribedSkus']
    const suspended = { ...sku, servicePlans: [{ servicePlanName: 'BI_AZURE_P2', provisioningStatus: 'Disabled' }] }
    expect(judge(publishToWebOff, { ...snapshot, '/subscribedSkus': [suspended] })).toMatchObject({
      verdict: 'fail',
      licence: 'Fabric or Power BI',
    })
  })

  it.each<[string, object]>([
    ['the settings were not read', { 'fabric:/v1/admin/tenantsettings': undefined }],
    ['the settings are empty', { 'fabric:/v1/admin/tenantsettings': [] }],
    ['the setting has no name', { 'fabric:/v1/admin/tenantsettings': [{ enabled: false }] }],
    ['what came are no settings', { 'fabric:/v1/admin/tenantsettings': ['nonsense', null] }],
  ])('is not assessed when %s', (_, changes) => {
    expect(judge(publishToWebOff, { ...fabric(SETTING, { enabled: false }), ...changes })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })

  it('names the groups that it is limited to', () => {
    const snapshot = fabric('AllowGuestUserToAccessSharedContent', { enabled: true, enabledSecurityGroups: [group] })
    expect(judge(guestAccessLimited, snapshot)).toMatchObject({
      reason: '“Some setting” is on for 1 security group.',
      evidence: [{ value: { enabled: true, groups: ['Report authors'] } }],
    })
  })
})
