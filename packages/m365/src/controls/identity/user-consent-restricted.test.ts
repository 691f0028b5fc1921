import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { userConsentRestricted as control } from './user-consent-restricted.js'

const tenant = (policies: string[], classified?: string[]) => ({
  '/policies/authorizationPolicy': { defaultUserRolePermissions: { permissionGrantPoliciesAssigned: policies } },
  ...(classified && {
    '/servicePrincipals?$expand=delegatedPermissionClassifications': [
      {
        id: 'graph',
        displayName: 'Microsoft Graph',
        delegatedPermissionClassifications: classified.map((permissionName) => ({
          permissionName,
          classification: 'low',
        })),
      },
    ],
  }),
})

describe(control.title, () => {
  it('passes when no policy lets people consent for themselves', () => {
    expect(
      judge(
        control,
        tenant(['ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-chat']),
      ),
    ).toMatchObject({ verdict: 'pass' })
    expect(judge(control, tenant([]))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['microsoft-user-default-recommended', 'microsoft-user-default-legacy'])('fails with %s', (policy) => {
    expect(judge(control, tenant([`ManagePermissionGrantsForSelf.${policy}`]))).toMatchObject({ verdict: 'fail' })
  })

  it('passes with a warning when people consent to what has a low impact', () => {
    expect(
      judge(control, tenant(['ManagePermissionGrantsForSelf.microsoft-user-default-low'], ['User.Read'])),
    ).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Stricter')] })
  })

  it('fails when what counts as low is not', () => {
    expect(
      judge(control, tenant(['ManagePermissionGrantsForSelf.microsoft-user-default-low'], ['User.Read', 'Mail.Read'])),
    ).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('Mail.Read') })
  })

  it('is not assessed when people consent to low impact and nobody read what that is', () => {
    expect(judge(control, tenant(['ManagePermissionGrantsForSelf.microsoft-user-default-low']))).toMatchObject({
      verdict: 'notAssessed',
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, { '/policies/authorizationPolicy': {} })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
