import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  subscriptions,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { agentRiskBlocked as control } from './agent-risk-blocked.js'

const agents = (conditions: object = {}, changes: object = {}) =>
  conditionalAccessPolicy({
    conditions: {
      users: { includeUsers: ['None'] },
      agentIdRiskLevels: 'medium,high',
      clientApplications: { includeAgentIdServicePrincipals: ['All'] },
      ...conditions,
    },
    ...changes,
  })

const licence = subscriptions('AAD_PREMIUM_P2')
const tenant = (...list: unknown[]) => ({ ...withPolicies(...list), ...licence })

describe(control.title, () => {
  it('passes when a policy blocks all agents at high risk', () => {
    expect(judge(control, tenant(agents()))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['it is about another risk', [agents({ agentIdRiskLevels: null })]],
    ['it names some agents', [agents({ clientApplications: { includeAgentIdServicePrincipals: ['bot'] } })]],
    ['it names no agents', [agents({ clientApplications: null })]],
    ['it is for some clients', [agents({ clientAppTypes: ['browser'] })]],
    ['it leaves out an application', [agents({ applications: { excludeApplications: ['app'] } })]],
    ['it does not block', [agents({}, { grantControls: granting(['mfa']) })]],
    ['it is switched off', [agents({}, { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, tenant(...list))).toMatchObject({ verdict: 'fail' })
  })

  it.each(['gcchigh', 'dod'])('does not apply in %s, unless a policy does it all the same', (environment) => {
    expect(judge(control, tenant(), { environment })).toMatchObject({ verdict: 'notApplicable' })
    expect(judge(control, licence, { environment })).toMatchObject({ verdict: 'notApplicable' })
    expect(judge(control, tenant(agents()), { environment })).toMatchObject({ verdict: 'pass' })
  })

  it('fails for want of the licence in every cloud', () => {
    const snapshot = { ...withPolicies(agents()), '/subscribedSkus': [] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', licence: 'Entra ID P2' })
    expect(judge(control, snapshot, { environment: 'dod' })).toMatchObject({ verdict: 'fail', licence: 'Entra ID P2' })
  })

  it('is not assessed where the policies were not read', () => {
    expect(judge(control, licence)).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
