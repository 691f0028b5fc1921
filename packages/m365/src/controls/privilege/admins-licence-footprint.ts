import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { directoryUsers } from '../../resources/directory-users.js'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '../../resources/role-assignments.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { personName, privilegedPeople } from './holders.js'

/** Subscriptions that protect the account and bring no application. */
const PROTECTION_ALONE = ['AAD_PREMIUM', 'AAD_PREMIUM_P2']

export const administratorsWithoutMailbox = defineControl({
  id: 'entra-admins-licence-footprint',
  title: 'Administrator accounts have no mailbox and no applications',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'An account that reads mail can be phished, and one that is an administrator must not be.',
  remediation: {
    steps: [
      'Give each person named here an account for daily work, and a second one for administration.',
      'Take all licences but Entra ID P1 or P2 from the account for administration.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/enterprise/protect-your-global-administrator-accounts',
    impact: 'Administrators change accounts between daily work and administration.',
  },
  needs: { users: directoryUsers, assignments: roleAssignments, skus: subscribedSkus },
  wants: { schedules: roleAssignmentSchedules, eligible: roleEligibilities, groups: roleGroupMembers },
  evaluate(facts) {
    const { people, warnings } = privilegedPeople(facts)
    const users = people.map(({ user }) => user)
    if (users.some(({ assignedLicenses }) => !assignedLicenses))
      return notAssessed('notRead', 'Which licences administrators have was not read.', { warnings })
    const names = new Map(facts.skus.map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]))
    const licensed = users.flatMap((user) => {
      const others = (user.assignedLicenses ?? [])
        .map(({ skuId }) => names.get(skuId) ?? skuId ?? 'unknown')
        .filter((name) => !PROTECTION_ALONE.includes(name))
      return others.length > 0 ? [{ user, others }] : []
    })
    if (licensed.length === 0) {
      return pass(`None of ${users.length} administrators has a mailbox or applications.`, { warnings })
    }
    return fail(`${licensed.length} of ${users.length} administrators have licences for a mailbox or applications.`, {
      evidence: licensed.map(({ user, others }) => ({
        object: personName(user),
        id: user.id,
        property: 'assignedLicenses',
        value: others,
        expected: 'none but Entra ID P1 or P2',
        ok: false,
      })),
      warnings,
    })
  },
})
