import { defineControl, fail, pass } from '@tenantry/core'
import { directoryUsers } from '../../resources/directory-users.js'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '../../resources/role-assignments.js'
import { personName, privilegedPeople } from './holders.js'

export const administratorsOfCloud = defineControl({
  id: 'entra-admins-cloud-only',
  title: 'Administrators use cloud-only accounts',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'An account that comes from on premises falls with the server room.',
  remediation: {
    steps: ['Make a cloud account for each person named here, and move the role there.'],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices',
    impact: 'Administrators have a second account.',
  },
  needs: { users: directoryUsers, assignments: roleAssignments },
  wants: { schedules: roleAssignmentSchedules, eligible: roleEligibilities, groups: roleGroupMembers },
  evaluate(facts) {
    const { people, warnings } = privilegedPeople(facts)
    const synced = people
      .map(({ user }) => user)
      .filter(
        ({ onPremisesImmutableId, onPremisesSyncEnabled }) =>
          Boolean(onPremisesImmutableId) || onPremisesSyncEnabled === true,
      )
    if (synced.length === 0)
      return pass(`None of ${people.length} administrators comes from on premises.`, { warnings })
    return fail(`${synced.length} of ${people.length} administrators come from on premises.`, {
      warnings,
      evidence: synced.map((user) => ({
        object: personName(user),
        id: user.id,
        property: 'onPremisesImmutableId',
        value: user.onPremisesImmutableId ?? user.onPremisesSyncEnabled,
        expected: 'none',
        ok: false,
      })),
    })
  },
})
