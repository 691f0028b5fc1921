import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { conditionalAccessPolicy } from '../../../test/conditional-access-sample.js'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy, judgeEveryPolicy } from './reasoning.js'

const nobody = conditionalAccessExclusions.default
const allowing = (some: Partial<typeof nobody>) => ({ ...nobody, ...some })

function policies(...raw: unknown[]) {
  return z.parse(conditionalAccessPolicies.schema, raw)
}

const judge = (raw: unknown[], exclusions = nobody) =>
  judgeByOnePolicy({ policies: policies(...raw), exclusions, effect: 'blocks', hasEffect: blocks })

describe('judging by one policy', () => {
  it('passes as soon as one policy has no gap, and names it', () => {
    const outcome = judge([conditionalAccessPolicy({ state: 'disabled' }), conditionalAccessPolicy()])
    expect(outcome).toMatchObject({
      verdict: 'pass',
      reason: 'Everyone blocks for everyone.',
      evidence: [{ object: 'Everyone', property: 'state', value: 'enabled', ok: true }],
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

  it('takes a policy that is narrowed for less near than one that leaves somebody out', () => {
    const outcome = judge([
      conditionalAccessPolicy({
        displayName: 'Narrow',
        conditions: { users: { excludeUsers: ['ann'] }, userRiskLevels: ['high'] },
      }),
      conditionalAccessPolicy({
        displayName: 'Wide',
        conditions: { users: { excludeUsers: ['bob'], excludeGroups: ['team'] } },
      }),
    ])
    expect(outcome.reason).toContain('Nearest: Wide')
    expect(outcome.wouldPassWith).toMatchObject({ conditionalAccessExclusions: { users: ['bob'], groups: ['team'] } })
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

  it('warns of guests who are left out, though that is allowed', () => {
    const policy = conditionalAccessPolicy({
      conditions: { users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest' } } },
    })
    const allowed = allowing({ guestUserTypes: ['internalGuest'] })
    expect(judge([policy], allowed)).toMatchObject({
      verdict: 'pass',
      warnings: ['Everyone leaves out guests: internalGuest.'],
    })
    expect(judge([policy, conditionalAccessPolicy()], allowed).warnings).toEqual([])
  })

  it('names all policies that do it', () => {
    const policy = conditionalAccessPolicy({ displayName: 'Again' })
    expect(judge([conditionalAccessPolicy(), policy]).reason).toBe('Everyone and Again block for everyone.')
  })
})

describe('judging every policy', () => {
  const judgeAll = (...names: string[]) =>
    judgeEveryPolicy({
      policies: policies(...names.map((displayName) => conditionalAccessPolicy({ displayName }))),
      faults: ({ displayName }) =>
        displayName === 'Good'
          ? []
          : [{ what: 'lacks good', property: 'displayName', value: displayName, expected: 'Good' }],
      good: 'All are good.',
      bad: 'denies good',
    })

  it('passes when none has a fault', () => {
    expect(judgeAll('Good', 'Good')).toMatchObject({ verdict: 'pass', reason: 'All are good.' })
    expect(judgeAll()).toMatchObject({ verdict: 'pass', evidence: [] })
  })

  it('fails when one has, and names it with what is the matter', () => {
    expect(judgeAll('Good', 'Poor')).toMatchObject({
      verdict: 'fail',
      reason: '1 policy denies good: Poor.',
      evidence: [{ object: 'Poor', property: 'displayName', value: 'Poor', ok: false }],
    })
  })

  it('names a few of many, and counts all', () => {
    const outcome = judgeAll(...Array.from({ length: 60 }, (_, number) => `Poor ${number}`))
    expect(outcome.reason).toContain('60 policies deny good: Poor 0, Poor 1, Poor 2, Poor 3 and 56 more.')
    expect(outcome.evidence).toHaveLength(60)
  })
})
