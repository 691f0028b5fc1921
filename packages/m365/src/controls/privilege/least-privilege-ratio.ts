import { defineControl, fail, pass } from '@tenantry/core'
import { GLOBAL_ADMINISTRATOR } from '../../privileged-roles.js'
import { directoryUsers } from '../../resources/directory-users.js'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '../../resources/role-assignments.js'
import { privilegedPeople } from './holders.js'

export const narrowRolesPreferred = defineControl({
  id: 'entra-least-privilege-ratio',
  title: 'Administrators have narrow roles rather than all rights',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Whoever manages mailboxes need not be able to change how everyone signs in.',
  remediation: {
    steps: [
      'Look at what each Global Administrator does.',
      'Give those who do one thing the role for it, and take the wide one.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    impact: 'Some tasks need a second role.',
  },
  needs: { users: directoryUsers, assignments: roleAssignments },
  wants: { schedules: roleAssignmentSchedules, eligible: roleEligibilities, groups: roleGroupMembers },
  evaluate(facts) {
    const { people, warnings } = privilegedPeople(facts)
    const wide = people.filter(({ roles }) => roles.has(GLOBAL_ADMINISTRATOR))
    const narrow = people.length - wide.length
    const evidence = [
      {
        object: 'Privileged people',
        property: 'Global Administrators',
        value: wide.length,
        expected: `2 to 8, and no more than the others: ${narrow}`,
        ok: wide.length >= 2 && wide.length <= 8 && wide.length <= narrow,
      },
    ]
    const text = `${wide.length} are Global Administrators, ${narrow} have a narrower role.`
    return evidence.every(({ ok }) => ok) ? pass(text, { evidence, warnings }) : fail(text, { evidence, warnings })
  },
})
