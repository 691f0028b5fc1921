import { defineControl, fail, lacks, pass } from '@tenantry/core'
import { authorizationPolicy, type AuthorizationPolicy } from '../../resources/authorization-policy.js'
import { classifiedServicePrincipals } from '../../resources/classified-service-principals.js'
import { settingMissing } from '../settings.js'

const LOW = 'microsoft-user-default-low'
const OPEN = ['microsoft-user-default-recommended', 'microsoft-user-default-legacy']
/** Delegated permissions that read or change what belongs to others, or everything of the person. */
const RISKY = [
  'Mail.Read',
  'Mail.ReadWrite',
  'Mail.Send',
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Sites.FullControl.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Directory.AccessAsUser.All',
  'User.ReadWrite.All',
  'Group.ReadWrite.All',
  'MailboxSettings.ReadWrite',
  'Notes.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
  'Application.ReadWrite.All',
  'full_access_as_user',
  'EWS.AccessAsUser.All',
]

function knowsGrants(policy: AuthorizationPolicy): boolean {
  return (
    Array.isArray(policy.defaultUserRolePermissions?.permissionGrantPoliciesAssigned) ||
    Array.isArray(policy.permissionGrantPolicyIdsAssignedToDefaultUserRole)
  )
}

function grantPoliciesOf(policy: AuthorizationPolicy): string[] {
  return [
    ...(policy.defaultUserRolePermissions?.permissionGrantPoliciesAssigned ?? []),
    ...(policy.permissionGrantPolicyIdsAssignedToDefaultUserRole ?? []),
  ]
}

export const userConsentRestricted = defineControl({
  id: 'entra-user-consent-restricted',
  title: 'People cannot give applications access to company data by themselves',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'A friendly page that asks for consent is how attackers read mail without a password.',
  remediation: {
    steps: [
      'Open Enterprise apps › Consent and permissions › User consent settings of the Microsoft Entra admin center.',
      'Do not allow user consent, and let people ask administrators instead.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent',
    impact: 'People send a request where they consented before.',
  },
  needs: { policies: authorizationPolicy },
  wants: { principals: classifiedServicePrincipals },
  evaluate({ policies, principals }) {
    const assigned = policies.flatMap(grantPoliciesOf)
    if (policies.some((policy) => !knowsGrants(policy))) return settingMissing('permissionGrantPoliciesAssigned')
    const open = assigned.filter((id) => OPEN.some((name) => id.endsWith(name)))
    const low = assigned.some((id) => id.endsWith(LOW))
    const evidence = assigned
      .filter((id) => id.startsWith('ManagePermissionGrantsForSelf'))
      .map((id) => ({
        object: id,
        property: 'permissionGrantPoliciesAssigned',
        value: id,
        expected: 'no consent of people for themselves',
        ok: !open.includes(id),
      }))
    if (open.length > 0) return fail('People can give applications access by themselves.', { evidence })
    if (!low) return pass('People cannot give applications access by themselves.', { evidence })

    const warnings = [
      'Stricter baselines allow no consent of people at all; here it is allowed for permissions of low impact.',
    ]
    if (!principals) return lacks('principals')
    const risky = principals.flatMap(({ displayName, id, delegatedPermissionClassifications: found }) =>
      found
        .filter(
          ({ classification, permissionName }) => classification === 'low' && RISKY.includes(permissionName ?? ''),
        )
        .map(({ permissionName }) => ({
          object: displayName ?? id,
          id,
          property: 'delegatedPermissionClassifications',
          value: permissionName,
          expected: 'not low',
          ok: false,
        })),
    )
    return risky.length === 0
      ? pass('People can give access to what has a low impact only.', { evidence, warnings })
      : fail(`Permissions count as low that are not: ${risky.map(({ value }) => value).join(', ')}.`, {
          evidence: [...evidence, ...risky],
          warnings,
        })
  },
})
