import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ownAppsAllowedSingly as control } from './apps-custom.js'

const policies = (...types: string[]) => ({
  'teams:Get-CsTeamsAppPermissionPolicy': types.map((PrivateCatalogAppsType, index) => ({
    Identity: index === 0 ? 'Global' : `Tag:Policy ${index}`,
    PrivateCatalogAppsType,
  })),
})
const wide = (SettingValue: string) => ({
  'teams:Get-M365UnifiedTenantSettings': [{ SettingName: 'PrivateApp', SettingValue }],
})

describe(control.title, () => {
  it('passes when both the organization and every policy ask for it', () => {
    expect(judge(control, { ...policies('AllowedAppList'), ...wide('None') })).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it('passes by the policies alone, and says so', () => {
    expect(judge(control, policies('AllowedAppList'))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('alone')],
    })
  })

  it('fails by one policy of several, and names it', () => {
    expect(judge(control, policies('AllowedAppList', 'BlockedAppList'))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('Policy 1'),
    })
  })

  it('fails by the setting of the whole organization', () => {
    expect(judge(control, { ...policies('AllowedAppList'), ...wide('AllowedApps') })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when neither was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
