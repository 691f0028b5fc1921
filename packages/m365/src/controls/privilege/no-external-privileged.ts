import { defineControl, fail, pass } from '@tenantry/core'
import { directoryUsers } from '../../resources/directory-users.js'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '../../resources/role-assignments.js'
import { personName, privilegedPeople } from './holders.js'

export const noGuestAdministrators = defineControl({
  id: 'entra-no-external-privileged',
  title: 'No guest is an administrator',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Somebody else decides how a guest signs in, and whether their account is safe.',
  remediation: {
    steps: [
      'Open Roles & admins of the Microsoft Entra admin center and remove the roles of the guests named here.',
      'Partners get their rights through granular delegated admin privileges, or an account of your own directory.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    impact: 'The guests named here can no longer administer the organization.',
  },
  needs: { users: directoryUsers, assignments: roleAssignments },
  wants: { schedules: roleAssignmentSchedules, eligible: roleEligibilities, groups: roleGroupMembers },
  evaluate(facts) {
    const { people, warnings } = privilegedPeople(facts)
    const guests = people.map(({ user }) => user).filter(({ userType }) => userType?.toLowerCase() === 'guest')
    if (guests.length === 0) return pass(`None of ${people.length} administrators is a guest.`, { warnings })
    return fail(`${guests.length} of ${people.length} administrators are guests.`, {
      evidence: guests.map((user) => ({
        object: personName(user),
        id: user.id,
        property: 'userType',
        value: user.userType,
        expected: 'Member',
        ok: false,
      })),
      warnings,
    })
  },
})
