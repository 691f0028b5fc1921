import { defineControl, fail, pass } from '@tenantry/core'
import { approvedApplications } from '../../parameters.js'
import { exchangePermissionHolders, graphPermissionHolders } from '../../resources/app-role-assignments.js'
import { servicePrincipals } from '../../resources/service-principals.js'
import { dangerousGrants, isOfMicrosoft } from './dangerous-grants.js'

export const dangerousApplicationsKnown = defineControl({
  id: 'entra-risky-app-permissions',
  title: 'Every application with dangerous permissions was approved',
  area: 'Entra ID',
  severity: 'high',
  rationale:
    'Such an application reads or changes what belongs to everyone, or makes itself administrator; its maker is trusted with all of it.',
  remediation: {
    steps: [
      'Open Enterprise apps › the application › Permissions of the Microsoft Entra admin center.',
      'Revoke what it does not need; narrower permissions exist for single sites and single mailboxes.',
      'Name the applications that you reviewed in the parameter “Applications approved for dangerous permissions”.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/manage-application-permissions',
    impact: 'An application without a permission it needs stops working.',
  },
  needs: { grants: graphPermissionHolders, principals: servicePrincipals },
  wants: { exchange: exchangePermissionHolders },
  parameters: { approved: approvedApplications },
  evaluate({ grants, exchange, principals }, { approved }) {
    const granted = dangerousGrants([...grants, ...(exchange ?? [])])
    const holders = principals.filter((principal) => granted.has(principal.id) && !isOfMicrosoft(principal))
    const found = holders.filter(({ appId }) => !approved.includes(appId ?? ''))
    const warnings = exchange ? [] : ['Permissions of Exchange Online itself were not read.']
    if (found.length === 0) {
      return pass(
        holders.length === 0
          ? 'No application holds a dangerous permission.'
          : `All ${holders.length} applications with dangerous permissions are approved.`,
        { warnings },
      )
    }
    return fail(`${found.length} applications hold dangerous permissions and are not approved.`, {
      evidence: found.map(({ id, appId, displayName }) => ({
        object: displayName ?? appId ?? id,
        id,
        property: 'application permissions',
        value: granted.get(id),
        expected: 'none, or an approval',
        ok: false,
      })),
      warnings,
    })
  },
})
