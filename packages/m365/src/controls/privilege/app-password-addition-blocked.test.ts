import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { appPasswordsBlocked as control } from './app-password-addition-blocked.js'

const restriction = {
  restrictionType: 'passwordAddition',
  state: 'enabled',
  restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z',
}
const tenant = (
  application: object | undefined = restriction,
  principal: object | undefined = restriction,
  custom: object[] = [],
) => ({
  '/policies/defaultAppManagementPolicy': {
    isEnabled: true,
    applicationRestrictions: { passwordCredentials: application ? [application] : [] },
    servicePrincipalRestrictions: { passwordCredentials: principal ? [principal] : [] },
  },
  '/policies/appManagementPolicies': custom,
})

describe(control.title, () => {
  it('passes when it is on for all applications in both forms', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each([
    ['it is off for one form', tenant(restriction, { ...restriction, state: 'disabled' })],
    [
      'it is for new applications only',
      tenant({ ...restriction, restrictForAppsCreatedAfterDateTime: '2025-01-01T00:00:00Z' }),
    ],
    [
      'the policy is off',
      {
        ...tenant(),
        '/policies/defaultAppManagementPolicy': {
          ...tenant()['/policies/defaultAppManagementPolicy'],
          isEnabled: false,
        },
      },
    ],
    [
      'nothing is set',
      { '/policies/defaultAppManagementPolicy': { isEnabled: true }, '/policies/appManagementPolicies': [] },
    ],
    [
      'a policy lets some off',
      tenant(restriction, restriction, [
        {
          id: '1',
          displayName: 'Legacy',
          isEnabled: true,
          restrictions: { passwordCredentials: [{ ...restriction, state: 'disabled' }] },
        },
      ]),
    ],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('says so when the policies of single applications were not read', () => {
    const { '/policies/appManagementPolicies': _, ...snapshot } = tenant()
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('single applications')],
    })
  })
})
