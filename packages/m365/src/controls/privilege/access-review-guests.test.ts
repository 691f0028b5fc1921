import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { p2 } from '../../../test/roles-sample.js'
import { guestsReviewed as control } from './access-review-guests.js'

const good = {
  id: 'r',
  displayName: 'Review',
  status: 'InProgress',
  scope: { query: "./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')" },
  reviewers: [{ query: '/users/1' }],
  settings: {
    autoApplyDecisionsEnabled: true,
    defaultDecisionEnabled: true,
    defaultDecision: 'Deny',
    recurrence: { pattern: { type: 'absoluteMonthly', interval: 1 }, range: { type: 'noEnd' } },
  },
}
const tenant = (changes: object) => ({
  ...p2,
  '/identityGovernance/accessReviews/definitions': [{ ...good, ...changes }],
})
const settings = (changes: object) => ({ settings: { ...good.settings, ...changes } })

describe(control.title, () => {
  it('passes with a review of guests that repeats every month and takes effect', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'pass', reason: 'Review covers guests.' })
  })

  it.each<[string, object]>([
    ['the guests are named among several scopes', { scope: { principalScopes: [good.scope] } }],
    ['it repeats every week', settings({ recurrence: { pattern: { type: 'weekly', interval: 1 } } })],
    ['no decision is taken without an answer', settings({ defaultDecisionEnabled: false })],
  ])('passes when %s', (_, changes) => {
    expect(judge(control, tenant(changes))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object, string]>([
    ['it is over', { status: 'Completed' }, 'it is not going on (Completed)'],
    ['nobody is named to review', { reviewers: [] }, 'guests review themselves'],
    [
      'it repeats every quarter',
      settings({ recurrence: { pattern: { type: 'absoluteMonthly', interval: 3 } } }),
      'it does not repeat every month',
    ],
    ['it happens once', settings({ recurrence: null }), 'it does not repeat every month'],
    [
      'results wait for somebody',
      settings({ autoApplyDecisionsEnabled: false }),
      'results are not applied automatically',
    ],
    ['silence approves', settings({ defaultDecision: 'Approve' }), 'access stays when nobody responds'],
    ['silence follows a guess', settings({ defaultDecision: 'Recommendation' }), 'access stays when nobody responds'],
  ])('fails when %s', (_, changes, fault) => {
    expect(judge(control, tenant(changes))).toMatchObject({ verdict: 'fail', evidence: [{ value: [fault] }] })
  })

  it.each<[string, object]>([
    ['everyone', { scope: { query: '/groups/1/members' } }],
    ['everyone but guests', { scope: { query: "/users?$filter=not(userType eq 'Guest')" } }],
  ])('fails with a review of %s', (_, changes) => {
    expect(judge(control, tenant(changes))).toMatchObject({
      verdict: 'fail',
      reason: 'No access review covers guests.',
    })
  })

  it('fails for want of Entra ID P2, and names it', () => {
    expect(judge(control, { ...tenant({}), '/subscribedSkus': [] })).toMatchObject({
      verdict: 'fail',
      licence: 'Entra ID P2',
    })
  })
})
