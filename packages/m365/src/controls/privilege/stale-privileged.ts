import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { emergencyAccounts, staleAfterDays } from '../../parameters.js'
import type { DirectoryUser } from '../../resources/directory-users.js'
import { directoryUsers } from '../../resources/directory-users.js'
import {
  roleAssignments,
  roleAssignmentSchedules,
  roleEligibilities,
  roleGroupMembers,
} from '../../resources/role-assignments.js'
import { personName, privilegedPeople } from './holders.js'

const DAY = 24 * 60 * 60 * 1000

export const administratorsActive = defineControl({
  id: 'entra-stale-privileged',
  title: 'Every administrator account is in use',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Nobody notices the break-in to an administrator account that nobody uses.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Ask whether the accounts named here are still needed.',
      'Remove their roles, or disable the accounts.',
      'Name accounts that are kept for emergencies in the parameter “Emergency accounts”.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-manage-inactive-user-accounts',
    impact: 'Who returns after a long time has to ask for the role again.',
  },
  needs: { users: directoryUsers, assignments: roleAssignments },
  wants: { schedules: roleAssignmentSchedules, eligible: roleEligibilities, groups: roleGroupMembers },
  parameters: { days: staleAfterDays, emergency: emergencyAccounts },
  evaluate(facts, { days, emergency }, takenAt) {
    const { people, warnings } = privilegedPeople(facts)
    const spared = new Set([
      ...emergency.users,
      ...(facts.groups ?? []).filter(({ id }) => emergency.groups.includes(id)).flatMap(memberIds),
    ])
    const looked = people
      .map(({ user }) => user)
      .filter(({ id, accountEnabled }) => accountEnabled !== false && !spared.has(id))
    if (looked.length > 0 && !facts.users.some(({ signInActivity }) => signInActivity)) {
      return notAssessed('notPermitted', 'When people last signed in was not read.', {
        permissions: ['AuditLog.Read.All'],
        licence: 'Entra ID P1',
        warnings,
      })
    }
    const since = takenAt.getTime() - days * DAY
    const stale = looked.filter((user) => lastSeen(user) < since && created(user) < since)
    if (stale.length === 0) {
      return pass(`All ${looked.length} administrators have signed in within ${days} days.`, { warnings })
    }
    return fail(`${stale.length} of ${looked.length} administrators have not signed in for ${days} days.`, {
      evidence: stale.map((user) => ({
        object: personName(user),
        id: user.id,
        property: 'signInActivity',
        value: lastSeen(user) === 0 ? null : new Date(lastSeen(user)).toISOString(),
        expected: `a sign-in within ${days} days`,
        ok: false,
      })),
      warnings,
    })
  },
})

/** The latest sign-in of any kind; 0: never. */
function lastSeen({ signInActivity }: DirectoryUser): number {
  const times = [
    signInActivity?.lastSuccessfulSignInDateTime,
    signInActivity?.lastSignInDateTime,
    signInActivity?.lastNonInteractiveSignInDateTime,
  ]
  return Math.max(0, ...times.map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time)))
}

/** 0 where that is not known. */
function created({ createdDateTime }: DirectoryUser): number {
  return Date.parse(createdDateTime ?? '') || 0
}

function memberIds({ members }: { members: readonly { id: string }[] }): string[] {
  return members.map(({ id }) => id)
}
