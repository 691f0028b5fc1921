import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { LICENSED, mailProtection, rule, STANDARD, STRICT, UNLICENSED } from '../../../test/defender-sample.js'
import { peopleProtectedFromImpersonation as control } from './user-impersonation.js'

const PEOPLE = { sensitiveUsers: ['Ada Lovelace;ada@example.com', 'bo@example.com'] }

const good = {
  Identity: 'Office365 AntiPhish Default',
  IsDefault: true,
  Enabled: true,
  EnableTargetedUserProtection: true,
  TargetedUsersToProtect: ['A. Lovelace;ADA@example.com', 'Bo;bo@example.com', 'Cy;cy@example.com'],
  TargetedUserProtectionAction: 'Quarantine',
}

const preset = (name: string) => ({ ...good, Identity: `${name}1`, IsDefault: false })

describe(control.title, () => {
  it('passes when a policy for everybody lists all, whatever names it gives them', () => {
    expect(judge(control, mailProtection('AntiPhish', [good]), PEOPLE)).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('warns when a policy that does not goes before it', () => {
    const snapshot = mailProtection('AntiPhish', [good, { Identity: 'Ours' }], {
      rules: [rule('Ours', { AntiPhishPolicy: 'Ours' })],
    })
    expect(judge(control, snapshot, PEOPLE)).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('Ours goes first')],
    })
  })

  it.each([
    ['the protection is off', { EnableTargetedUserProtection: false }],
    ['somebody is missing', { TargetedUsersToProtect: ['Ada;ada@example.com'] }],
    ['nothing is done', { TargetedUserProtectionAction: 'NoAction' }],
    ['somebody is only told', { TargetedUserProtectionAction: 'BccMessage' }],
    ['the policy is off', { Enabled: false }],
    ['it reaches nobody', { IsDefault: false }],
  ])('fails when %s', (_, facts) => {
    expect(judge(control, mailProtection('AntiPhish', [{ ...good, ...facts }]), PEOPLE)).toMatchObject({
      verdict: 'fail',
    })
  })

  it('fails when it reaches only some, and names it', () => {
    const snapshot = mailProtection('AntiPhish', [preset(STRICT)], {
      presets: [rule(STRICT, { SentTo: ['ada@example.com'] })],
    })
    expect(judge(control, snapshot, PEOPLE)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('not for everybody'),
    })
  })

  it('fails when nobody is named, and says where to name them', () => {
    expect(judge(control, mailProtection('AntiPhish', [good]))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('settings of this control'),
    })
  })

  it('fails for want of the licence', () => {
    expect(judge(control, UNLICENSED, PEOPLE)).toMatchObject({ verdict: 'fail', licence: expect.any(String) })
  })

  it('asks both presets where nothing was read of whom policies apply to', () => {
    const policies = (...list: object[]) => ({ ...LICENSED, 'exo:Get-AntiPhishPolicy': list })
    expect(judge(control, policies(preset(STRICT), preset(STANDARD)), PEOPLE)).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('was not read')],
    })
    expect(judge(control, policies(preset(STRICT), good), PEOPLE)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('standard'),
    })
  })

  it.each(['exo:Get-AntiPhishPolicy', 'exo:Get-AntiPhishRule', 'exo:Get-EOPProtectionPolicyRule'])(
    'cannot be assessed without %s alone',
    (source) => {
      const snapshot = { ...mailProtection('AntiPhish', [good]), [source]: undefined }
      expect(judge(control, snapshot, PEOPLE)).toMatchObject({ verdict: 'notAssessed' })
    },
  )

  it('cannot be assessed when only the domains would tell whether the rule is for everybody', () => {
    const snapshot = mailProtection('AntiPhish', [{ ...good, Identity: 'Ours', IsDefault: false }], {
      rules: [rule('Ours', { AntiPhishPolicy: 'Ours', RecipientDomainIs: ['example.com'] })],
    })
    expect(judge(control, { ...snapshot, 'exo:Get-AcceptedDomain': undefined }, PEOPLE)).toMatchObject({
      verdict: 'notAssessed',
    })
  })
})
