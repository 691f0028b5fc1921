import { defineControl, fail, pass } from '@tenantry/core'
import { GLOBAL_ADMINISTRATOR } from '../../privileged-roles.js'
import { directoryUsers } from '../../resources/directory-users.js'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '../../resources/role-assignments.js'
import { personName, privilegedPeople } from './holders.js'

const LEAST = 2
const MOST = 8
const STRICT = 4

export const globalAdministratorsFew = defineControl({
  id: 'entra-global-admin-count',
  title: 'There are two to eight Global Administrators',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'One alone may be locked out; each further one is a further account that opens everything.',
  remediation: {
    steps: [
      'Open Roles & admins › Global Administrator of the Microsoft Entra admin center.',
      'Give those who need less a narrower role, or add a second account for emergencies.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    impact: 'Who loses the role asks for a narrower one.',
  },
  needs: { users: directoryUsers, assignments: roleAssignments },
  wants: { schedules: roleAssignmentSchedules, eligible: roleEligibilities, groups: roleGroupMembers },
  evaluate(facts) {
    const { people, warnings } = privilegedPeople(facts)
    const holders = people.filter(({ roles }) => roles.has(GLOBAL_ADMINISTRATOR)).map(({ user }) => user)
    const count = holders.length
    const ok = count >= LEAST && count <= MOST
    const evidence = holders.map((user) => ({
      object: personName(user),
      id: user.id,
      property: 'role',
      value: 'Global Administrator',
      expected: `${LEAST} to ${MOST} people`,
      ok,
    }))
    const strict = ok && count > STRICT ? [`Stricter baselines allow ${STRICT}; here are ${count}.`] : []
    const text = count === 1 ? 'There is 1 Global Administrator.' : `There are ${count} Global Administrators.`
    return ok ? pass(text, { evidence, warnings: [...strict, ...warnings] }) : fail(text, { evidence, warnings })
  },
})
