import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { syncOnOwnComputers as control } from './onedrive-sync-domains.js'

const settings = (values: object) => ({ '/admin/sharepoint/settings': values })

describe(control.title, () => {
  it('passes when a domain is named', () => {
    expect(
      judge(
        control,
        settings({
          isUnmanagedSyncAppForTenantRestricted: true,
          allowedDomainGuidsForSyncApp: ['786548dd-877b-4760-a749-6b1efbc1190a'],
        }),
      ),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['any computer may sync', { isUnmanagedSyncAppForTenantRestricted: false }],
    ['no domain is named', { isUnmanagedSyncAppForTenantRestricted: true, allowedDomainGuidsForSyncApp: [] }],
  ])('fails when %s', (_, values) => {
    expect(judge(control, settings(values))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
