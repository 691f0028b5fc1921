import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { appCertificatesShort as control } from './app-certificate-lifetime.js'

const restriction = {
  restrictionType: 'asymmetricKeyLifetime',
  state: 'enabled',
  maxLifetime: 'P365D',
  restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z',
}
const tenant = (
  application: object | undefined = restriction,
  principal: object | undefined = restriction,
  custom: object[] = [],
) => ({
  '/policies/defaultAppManagementPolicy': {
    isEnabled: true,
    applicationRestrictions: { keyCredentials: application ? [application] : [] },
    servicePrincipalRestrictions: { keyCredentials: principal ? [principal] : [] },
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
          restrictions: { keyCredentials: [{ ...restriction, state: 'disabled' }] },
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
