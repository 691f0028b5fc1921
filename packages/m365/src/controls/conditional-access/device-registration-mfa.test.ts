import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { deviceRegistrationMfa as control } from './device-registration-mfa.js'

const registering = (changes: object = {}, actions = ['urn:user:registerdevice']) =>
  conditionalAccessPolicy({
    conditions: { applications: { includeApplications: [], includeUserActions: actions } },
    grantControls: granting(['mfa']),
    ...changes,
  })

const tenant = (multiFactorAuthConfiguration: string | null, ...list: unknown[]) => ({
  ...withPolicies(...list),
  '/policies/deviceRegistrationPolicy': { id: 'deviceRegistrationPolicy', multiFactorAuthConfiguration },
})

describe(control.title, () => {
  it('passes when a policy asks and the switch is off', () => {
    expect(judge(control, tenant('notRequired', registering()))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, string | null, unknown[]]>([
    ['no policy exists', 'notRequired', []],
    ['only the switch asks', 'required', []],
    ['policy and switch get in each other’s way', 'required', [registering()]],
    ['nothing is known of the switch', null, [registering()]],
    ['the policy is for another action', 'notRequired', [registering({}, ['urn:user:registersecurityinfo'])]],
    ['the policy blocks', 'notRequired', [registering({ grantControls: granting(['block']) })]],
    ['the policy only reports', 'notRequired', [registering({ state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, tenantSwitch, list) => {
    expect(judge(control, tenant(tenantSwitch, ...list))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed without the device settings', () => {
    expect(judge(control, withPolicies(registering()))).toMatchObject({ verdict: 'notAssessed' })
  })
})
