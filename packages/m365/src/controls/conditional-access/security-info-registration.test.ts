import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { securityInfoRegistration as control } from './security-info-registration.js'

const registering = (grantControls: object | null, conditions: object = {}, changes: object = {}) =>
  conditionalAccessPolicy({
    conditions: {
      applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
      ...conditions,
    },
    grantControls: grantControls && { ...grantControls },
    ...changes,
  })

const elsewhere = { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }

describe(control.title, () => {
  it.each<[string, unknown]>([
    ['a second factor', registering(granting(['mfa']))],
    ['a managed device', registering(granting(['compliantDevice']))],
    ['a trusted place', registering(granting(['block']), elsewhere)],
    [
      'a device that a filter lets in',
      registering(granting(['block']), {
        devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } },
      }),
    ],
  ])('passes when it takes %s', (_, policy) => {
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['agreeing to terms is enough', [registering(granting([], { termsOfUse: ['terms'] }))]],
    ['nothing is asked', [registering(null)]],
    [
      'the policy is for another action',
      [registering(granting(['mfa']), { applications: { includeUserActions: ['urn:user:registerdevice'] } })],
    ],
    [
      'the policy names some people',
      [
        registering(granting(['mfa']), {
          users: { includeUsers: ['ann'] },
          applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
        }),
      ],
    ],
    ['the policy only reports', [registering(granting(['mfa']), {}, { state: 'enabledForReportingButNotEnforced' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
