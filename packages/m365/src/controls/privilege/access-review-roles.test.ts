import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { p2 } from '../../../test/roles-sample.js'
import { rolesReviewed as control } from './access-review-roles.js'

const good = {
  id: 'r',
  displayName: 'Review',
  status: 'InProgress',
  scope: {
    resourceScopes: [{ query: '/beta/roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10' }],
  },
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
  it('passes with a review of roles by others that repeats', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('minds a review that comes less often than every month, or whose results wait', () => {
    const { verdict, warnings } = judge(
      control,
      tenant(
        settings({
          autoApplyDecisionsEnabled: false,
          recurrence: { pattern: { type: 'absoluteMonthly', interval: 3 } },
        }),
      ),
    )
    expect(verdict).toBe('pass')
    expect(warnings).toHaveLength(2)
  })

  it.each<[string, object, string]>([
    ['it has not begun', { status: 'NotStarted' }, 'it is not going on (NotStarted)'],
    ['nobody is named to review', { reviewers: null }, 'administrators review themselves'],
    ['it happens once', settings({ recurrence: {} }), 'it does not repeat'],
  ])('fails when %s', (_, changes, fault) => {
    expect(judge(control, tenant(changes))).toMatchObject({ verdict: 'fail', evidence: [{ value: [fault] }] })
  })

  it('fails when only groups are reviewed', () => {
    expect(judge(control, tenant({ scope: { query: '/groups/1/members' } }))).toMatchObject({
      verdict: 'fail',
      reason: 'No access review covers privileged roles.',
    })
  })

  it('fails for want of Entra ID P2, and names it', () => {
    expect(judge(control, { ...tenant({}), '/subscribedSkus': [] })).toMatchObject({
      verdict: 'fail',
      licence: 'Entra ID P2',
    })
  })
})
