import { defineControl, fail, pass } from '@tenantry/core'
import { roleAssignmentPolicies } from '../../resources/role-assignment-policies.js'

/** A tenant that was customised has them with a suffix. */
const ROLES = ['My Custom Apps', 'My Marketplace Apps', 'My ReadWriteMailbox Apps']

export const addInsByAdministrators = defineControl({
  id: 'exo-outlook-addins',
  title: 'People do not install add-ins for Outlook by themselves',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'An add-in reads the mail it stands beside, and its maker may be anyone.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Open Roles › User roles of the Exchange admin center, each policy named here.',
      'Clear My Custom Apps, My Marketplace Apps and My ReadWriteMailbox Apps.',
    ],
    link: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/add-ins-for-outlook/specify-who-can-install-and-manage-add-ins',
    impact: 'Administrators install the add-ins that people ask for.',
  },
  needs: { policies: roleAssignmentPolicies },
  evaluate({ policies }) {
    const found = policies
      .map(({ Name, AssignedRoles }) => ({
        Name,
        roles: AssignedRoles.filter((role) => ROLES.some((name) => role.startsWith(name))),
      }))
      .filter(({ roles }) => roles.length > 0)
    if (found.length === 0) return pass('People do not install add-ins by themselves.')
    return fail(`${found.map(({ Name }) => Name).join(', ')} lets people install add-ins.`, {
      evidence: found.map(({ Name, roles }) => ({
        object: Name,
        id: Name,
        property: 'AssignedRoles',
        value: roles,
        expected: 'none of these',
        ok: false,
      })),
    })
  },
})
