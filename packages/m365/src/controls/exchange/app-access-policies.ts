import { defineControl, fail, pass } from '@tenantry/core'
import { fullAccessAsApp, mailboxPermissions, permissionName } from '../../application-permissions.js'
import { applicationAccessPolicies } from '../../resources/application-access-policies.js'
import { exchangePermissionHolders, graphPermissionHolders } from '../../resources/app-role-assignments.js'
import { managementRoleAssignments } from '../../resources/management-role-assignments.js'
import { servicePrincipals } from '../../resources/service-principals.js'

const opensMailboxes = { ...mailboxPermissions, ...fullAccessAsApp }

export const mailboxAppsNarrowed = defineControl({
  id: 'exo-app-access-policies',
  title: 'Applications reach only the mailboxes they need',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'A permission to read mail opens every mailbox, from the first apprentice to the board.',
  remediation: {
    steps: [
      'Make a mail-enabled security group of the mailboxes that the application needs.',
      'New-ApplicationAccessPolicy -AppId <application id> -PolicyScopeGroupId <group> -AccessRight RestrictAccess',
      'Or give the application a scoped role in Exchange, and revoke the permission in Entra ID: as long as that stands, it opens all mailboxes.',
    ],
    link: 'https://learn.microsoft.com/exchange/permissions-exo/application-access-policies',
    impact: 'The application no longer reaches mailboxes outside of the group.',
  },
  needs: { grants: graphPermissionHolders, principals: servicePrincipals, policies: applicationAccessPolicies },
  wants: { exchange: exchangePermissionHolders, roles: managementRoleAssignments },
  evaluate({ grants, exchange, principals, policies, roles }) {
    const granted = new Map<string, string[]>()
    for (const { principalId, appRoleId, principalType } of [...grants, ...(exchange ?? [])]) {
      const name = permissionName(opensMailboxes, appRoleId)
      if (name && (principalType ?? 'ServicePrincipal') === 'ServicePrincipal')
        granted.set(principalId, [...(granted.get(principalId) ?? []), name])
    }
    const restricted = new Set(
      policies
        .filter(({ AccessRight }) => AccessRight?.toLowerCase() === 'restrictaccess')
        .map(({ AppId }) => AppId.toLowerCase()),
    )
    const scoped = new Set(
      (roles ?? [])
        .filter(({ RoleAssigneeType }) => RoleAssigneeType === 'ServicePrincipal')
        .map(({ RoleAssigneeName }) => RoleAssigneeName?.toLowerCase()),
    )
    const holders = principals.filter(({ id }) => granted.has(id))
    const open = holders.filter(({ appId }) => !restricted.has(appId?.toLowerCase() ?? ''))
    const warnings = exchange ? [] : ['Permissions of Exchange Online itself were not read.']
    if (open.length === 0) {
      return pass(
        holders.length === 0
          ? 'No application may open mailboxes by itself.'
          : `All ${holders.length} applications that open mailboxes are limited to some of them.`,
        { warnings },
      )
    }
    return fail(`${open.length} of ${holders.length} applications that open mailboxes reach all of them.`, {
      evidence: open.map(({ id, appId, displayName }) => ({
        object: displayName ?? appId ?? id,
        id,
        property: 'application permissions',
        value: granted.get(id),
        expected: [id, appId].some((name) => scoped.has(name?.toLowerCase()))
          ? 'revoked: the application has a scoped role in Exchange, and the permission opens all mailboxes beside it'
          : 'an access policy that restricts it',
        ok: false,
      })),
      warnings,
    })
  },
})
