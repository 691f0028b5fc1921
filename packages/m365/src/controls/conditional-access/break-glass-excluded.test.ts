import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { breakGlassExcluded as control } from './break-glass-excluded.js'

const without = (users: object, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { users: { ...users } }, ...changes })
const named = { emergencyAccounts: { users: ['emergency'], groups: ['emergencies'] } }

describe(control.title, () => {
  it('passes when each policy leaves out the account, or the group of it', () => {
    const snapshot = withPolicies(without({ excludeUsers: ['emergency'] }), without({ excludeGroups: ['emergencies'] }))
    expect(judge(control, snapshot, named)).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('fails when one policy leaves out somebody else, and names it', () => {
    const snapshot = withPolicies(
      without({ excludeUsers: ['emergency'] }),
      without({ excludeUsers: ['ann'] }, { displayName: 'Strict' }),
    )
    expect(judge(control, snapshot, named)).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Strict', ok: false }],
    })
  })

  it('counts no policy that is not enforced, is for workloads, or is exempt', () => {
    const snapshot = withPolicies(
      without({ excludeUsers: ['emergency'] }),
      without({}, { state: 'enabledForReportingButNotEnforced' }),
      conditionalAccessPolicy({ conditions: { clientApplications: { includeServicePrincipals: ['All'] } } }),
      without({}, { id: 'kiosk' }),
    )
    expect(judge(control, snapshot, named)).toMatchObject({ verdict: 'fail' })
    expect(judge(control, snapshot, { ...named, policiesWithoutEmergencyExclusion: ['kiosk'] })).toMatchObject({
      verdict: 'pass',
    })
  })

  describe('where no emergency accounts are named', () => {
    it('passes with a warning when all policies leave out the same account or group', () => {
      const snapshot = withPolicies(without({ excludeUsers: ['x', 'ann'] }), without({ excludeUsers: ['x'] }))
      const outcome = judge(control, snapshot)
      expect(outcome).toMatchObject({ verdict: 'pass' })
      expect(outcome.warnings).toHaveLength(1)
      expect(judge(control, withPolicies(without({ excludeGroups: ['g'] })))).toMatchObject({ verdict: 'pass' })
    })

    it('fails when no account is left out of all', () => {
      const snapshot = withPolicies(without({ excludeUsers: ['x'] }), without({ excludeUsers: ['y'] }))
      expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
    })

    it('does not take guests for emergency accounts', () => {
      expect(judge(control, withPolicies(without({ excludeUsers: ['GuestsOrExternalUsers'] })))).toMatchObject({
        verdict: 'fail',
      })
    })
  })

  it('does not apply where no policy is enforced', () => {
    expect(judge(control, withPolicies())).toMatchObject({ verdict: 'notApplicable' })
  })
})
