import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { conditionalAccessPolicy } from '../../../test/conditional-access-sample.js'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks, gapsToEveryone, judgeByOnePolicy, narrowings } from './reasoning.js'

const nobody = conditionalAccessExclusions.default
const allowing = (some: Partial<typeof nobody>) => ({ ...nobody, ...some })

function policies(...raw: unknown[]) {
  return z.parse(conditionalAccessPolicies.schema, raw)
}

function one(...changes: Parameters<typeof conditionalAccessPolicy>) {
  const [policy] = policies(conditionalAccessPolicy(...changes))
  if (!policy) throw new Error('The sample is no policy')
  return policy
}

const judge = (raw: unknown[], exclusions = nobody) =>
  judgeByOnePolicy({ policies: policies(...raw), exclusions, effect: 'blocks', hasEffect: blocks })

describe('a Conditional Access policy reaches everyone', () => {
  it('when it is enforced for all users and all resources', () => {
    expect(gapsToEveryone(one(), nobody)).toEqual([])
  })

  it.each<[string, Parameters<typeof conditionalAccessPolicy>[0], string]>([
    ['is switched off', { state: 'disabled' }, 'state'],
    ['only reports', { state: 'enabledForReportingButNotEnforced' }, 'state'],
    ['has a state that is not known', { state: 'paused' }, 'state'],
    ['names some users', { conditions: { users: { includeUsers: ['ann'] } } }, 'conditions.users.includeUsers'],
    ['has no users at all', { conditions: { users: { includeUsers: null } } }, 'conditions.users.includeUsers'],
    ['leaves out a role', { conditions: { users: { excludeRoles: ['admins'] } } }, 'conditions.users.excludeRoles'],
    ['leaves out a user', { conditions: { users: { excludeUsers: ['ann'] } } }, 'conditions.users.excludeUsers'],
    ['leaves out a group', { conditions: { users: { excludeGroups: ['team'] } } }, 'conditions.users.excludeGroups'],
    [
      'leaves out guests',
      { conditions: { users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest' } } } },
      'conditions.users.excludeGuestsOrExternalUsers',
    ],
    [
      'names some resources',
      { conditions: { applications: { includeApplications: ['Office365'] } } },
      'conditions.applications.includeApplications',
    ],
    [
      'leaves out a resource',
      { conditions: { applications: { excludeApplications: ['Office365'] } } },
      'conditions.applications.excludeApplications',
    ],
  ])('but not when it %s', (_, changes, property) => {
    expect(gapsToEveryone(one(changes), nobody)).toMatchObject([{ property }])
  })

  it('when all it leaves out is allowed to be left out', () => {
    const policy = one({
      conditions: {
        users: {
          excludeUsers: ['ann'],
          excludeGroups: ['team'],
          excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,serviceProvider' },
        },
        applications: { excludeApplications: ['Office365'] },
      },
    })
    const allowed = allowing({
      users: ['ann', 'bob'],
      groups: ['team'],
      applications: ['Office365'],
      guestUserTypes: ['serviceProvider', 'internalGuest'],
    })
    expect(gapsToEveryone(policy, allowed)).toEqual([])
  })

  it('but not when one of two exclusions is not allowed', () => {
    const policy = one({ conditions: { users: { excludeUsers: ['ann', 'bob'] } } })
    expect(gapsToEveryone(policy, allowing({ users: ['ann'] }))).toMatchObject([
      { what: 'leaves out 1 user', exclusions: { users: ['bob'] } },
    ])
  })
})

describe('judging by one policy', () => {
  it('passes as soon as one policy has no gap, and names it', () => {
    const outcome = judge([conditionalAccessPolicy({ state: 'disabled' }), conditionalAccessPolicy()])
    expect(outcome).toMatchObject({
      verdict: 'pass',
      reason: 'Everyone blocks.',
      evidence: [{ object: 'Everyone', ok: true }],
    })
  })

  it('fails without a policy that has the effect', () => {
    expect(judge([])).toMatchObject({ verdict: 'fail', reason: 'No policy blocks.' })
    expect(judge([conditionalAccessPolicy({ grantControls: null })])).toMatchObject({ verdict: 'fail' })
  })

  it('says what is the matter with the nearest policy, and shows the deciding values of all', () => {
    const outcome = judge([
      conditionalAccessPolicy({ displayName: 'Far', state: 'disabled', conditions: { users: { includeUsers: [] } } }),
      conditionalAccessPolicy({ displayName: 'Near', state: 'disabled' }),
    ])
    expect(outcome.reason).toBe('No policy blocks for everyone. Nearest: Near is switched off.')
    expect(outcome.evidence).toHaveLength(3)
    expect(outcome.evidence).toContainEqual(
      expect.objectContaining({ object: 'Near', property: 'state', value: 'disabled', ok: false }),
    )
  })

  it('offers the exclusions with which it would pass, together with those already allowed', () => {
    const policy = conditionalAccessPolicy({
      conditions: { users: { excludeUsers: ['ann'], excludeGroups: ['team'] } },
    })
    expect(judge([policy], allowing({ users: ['bob'] })).wouldPassWith).toEqual({
      conditionalAccessExclusions: { users: ['bob', 'ann'], groups: ['team'], applications: [], guestUserTypes: [] },
    })
  })

  it('offers none where exclusions are not all that is the matter', () => {
    const policy = conditionalAccessPolicy({ state: 'disabled', conditions: { users: { excludeUsers: ['ann'] } } })
    expect(judge([policy]).wouldPassWith).toBeUndefined()
  })

  it('warns when the only policy that does it is narrowed by another condition', () => {
    const narrow = conditionalAccessPolicy({ conditions: { userRiskLevels: ['high'] } })
    expect(judge([narrow])).toMatchObject({ verdict: 'pass', warnings: ['Everyone applies only at high user risk.'] })
    expect(judge([narrow, conditionalAccessPolicy()]).warnings).toEqual([])
  })
})

describe('conditions that narrow a policy', () => {
  it.each<[string, Record<string, unknown>]>([
    ['risk of the sign-in', { signInRiskLevels: ['high'] }],
    ['kinds of clients', { clientAppTypes: ['browser'] }],
    ['places', { locations: { includeLocations: ['All'], excludeLocations: ['office'] } }],
    ['platforms', { platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } }],
    ['a filter for devices', { devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -eq True' } } }],
    ['authentication flows', { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }],
    ['insider risk', { insiderRiskLevels: 'elevated' }],
    ['user actions', { applications: { includeUserActions: ['urn:user:registerdevice'] } }],
  ])('are told: %s', (_, conditions) => {
    expect(narrowings(one({ conditions }))).toHaveLength(1)
  })

  it('are not told where they belong to what is wanted', () => {
    expect(narrowings(one({ conditions: { userRiskLevels: ['high'] } }), ['userRiskLevels'])).toEqual([])
  })
})
