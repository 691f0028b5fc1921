import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  subscriptions,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { securityDefaultsOrPolicies as control } from './security-defaults.js'

const defaults = (isEnabled: boolean) => ({ '/policies/identitySecurityDefaultsEnforcementPolicy': { isEnabled } })
const mfa = conditionalAccessPolicy({ grantControls: granting(['mfa']) })

describe(control.title, () => {
  describe('without Entra ID P1', () => {
    it('passes when security defaults are on, and fails when they are off', () => {
      const free = subscriptions('EXCHANGE_S_STANDARD')
      expect(judge(control, { ...defaults(true), ...free })).toMatchObject({ verdict: 'pass' })
      expect(judge(control, { ...defaults(false), ...free })).toMatchObject({ verdict: 'fail' })
      expect(judge(control, { ...defaults(true), '/subscribedSkus': [] })).toMatchObject({ verdict: 'pass' })
    })
  })

  describe.each(['AAD_PREMIUM', 'AAD_PREMIUM_P2'])('with %s', (plan) => {
    const licensed = subscriptions(plan)

    it('passes when security defaults are off and everyone needs a second factor', () => {
      const snapshot = { ...defaults(false), ...licensed, ...withPolicies(mfa) }
      expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
    })

    it('fails when neither is there', () => {
      expect(judge(control, { ...defaults(false), ...licensed, ...withPolicies() })).toMatchObject({ verdict: 'fail' })
    })

    it('fails when security defaults keep Conditional Access from being used', () => {
      expect(judge(control, { ...defaults(true), ...licensed })).toMatchObject({ verdict: 'fail' })
    })

    it('is not assessed when the policies decide and were not read', () => {
      expect(judge(control, { ...defaults(false), ...licensed })).toMatchObject({ verdict: 'notAssessed' })
    })
  })

  it('is not assessed where licences or defaults were not read', () => {
    expect(judge(control, defaults(true))).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, subscriptions())).toMatchObject({ verdict: 'notAssessed' })
  })
})
