import { defineControl, type Evidence, fail, notApplicable, notAssessed, pass } from '@tenantry/core'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { groups as groupsOfTenant } from '../../resources/groups.js'
import { isInUse } from './policy.js'
import { count, listSome } from './wording.js'

export const groupsProtected = defineControl({
  id: 'entra-ca-groups-protected',
  title: 'Groups that decide about access can be changed by few',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Whoever may change the members of a group that a policy leaves out can take anyone out of the policy.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create an administrative unit with restricted management, and move the groups below into it.',
      'Or create them anew as groups to which roles can be assigned, and change the policies to these.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management',
    impact: 'The help desk and owners of groups can no longer change their members.',
  },
  needs: { policies: conditionalAccessPolicies, groups: groupsOfTenant },
  evaluate({ policies, groups }) {
    const named = new Set(
      policies
        .filter(isInUse)
        .flatMap(({ conditions: { users } }) => [...(users?.includeGroups ?? []), ...(users?.excludeGroups ?? [])]),
    )
    if (named.size === 0) return notApplicable('No policy names a group.')
    const known = groups.filter(({ id }) => named.has(id))
    const evidence = known.map(({ id, displayName, isAssignableToRole, isManagementRestricted }): Evidence => ({
      object: displayName || id,
      id,
      property: 'isManagementRestricted',
      value: { isAssignableToRole: isAssignableToRole ?? null, isManagementRestricted: isManagementRestricted ?? null },
      expected: 'one of them true',
      ok: isAssignableToRole === true || isManagementRestricted === true,
    }))
    const open = evidence.filter(({ ok }) => !ok)
    if (open.length > 0) {
      const names = listSome(open.map(({ object }) => object))
      return fail(
        `${count(open.length, 'group')} of ${named.size} that policies name ${open.length === 1 ? 'is' : 'are'} not protected: ${names}.`,
        { evidence: open },
      )
    }
    const missing = named.size - known.length
    if (missing > 0) {
      return notAssessed(
        'notRead',
        `${count(missing, 'group')} that policies name ${missing === 1 ? 'was' : 'were'} not among the groups read.`,
      )
    }
    return pass(
      named.size === 1
        ? 'The group that policies name is protected.'
        : `All ${named.size} groups that policies name are protected.`,
      {
        evidence,
      },
    )
  },
})
