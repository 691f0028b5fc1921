import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { contactsNotShared as control } from './contacts-not-shared-with-all.js'

const policies = (...list: object[]) => ({ 'exo:Get-SharingPolicy': list })

describe(control.title, () => {
  it('passes when only named domains get them, and something else is shared with all', () => {
    const Domains = ['example.com:ContactsSharing', '*:CalendarSharingFreeBusySimple']
    expect(judge(control, policies({ Name: 'Default', Enabled: true, Domains }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when all domains get them, and names the policy', () => {
    expect(judge(control, policies({ Name: 'Default', Enabled: true, Domains: ['*:ContactsSharing'] }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Default', ok: false }],
    })
  })

  it('fails by a policy that is switched off, too, and says that it is', () => {
    expect(judge(control, policies({ Name: 'Old', Enabled: false, Domains: '*:ContactsSharing' }))).toMatchObject({
      verdict: 'fail',
      warnings: [expect.stringContaining('switched off')],
    })
  })

  it('passes without any policy', () => {
    expect(judge(control, policies())).toMatchObject({ verdict: 'pass' })
  })
})
