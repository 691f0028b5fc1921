import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, p2, rolePolicies, roleRules } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { globalActivationTold as control } from './ga-activation-alert.js'

const good = [{ id: 'Notification_Admin_EndUser_Assignment', notificationRecipients: ['soc@a.com'] }]
const tenant = (...rules: object[]) => ({ ...p2, ...rolePolicies(roleRules(GLOBAL_ADMINISTRATOR, ...rules)) })

describe(control.title, () => {
  it('passes when the rules say so', () => {
    expect(judge(control, tenant(...good))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each([[{ id: 'Notification_Admin_EndUser_Assignment', notificationRecipients: [] }]])(
    'fails with the rule %j',
    (rule) => {
      expect(judge(control, tenant(...good.filter(({ id }) => id !== rule.id), rule))).toMatchObject({
        verdict: 'fail',
      })
    },
  )

  it('looks at groups that hold the role, too', () => {
    const group = {
      scopeId: 'team',
      scopeType: 'Group',
      roleDefinitionId: 'member',
      policy: { rules: [{ id: 'Notification_Admin_EndUser_Assignment', notificationRecipients: [] }] },
    }
    const snapshot = {
      ...p2,
      ...rolePolicies(roleRules(GLOBAL_ADMINISTRATOR, ...good), group),
      '/roleManagement/directory/roleAssignments': [{ principalId: 'team', roleDefinitionId: GLOBAL_ADMINISTRATOR }],
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('team') })
  })

  it('passes with a warning when there is no such rule', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'pass' })
  })

  it('fails for want of Entra ID P2, and names it', () => {
    expect(judge(control, { ...tenant(...good), '/subscribedSkus': [] })).toMatchObject({
      verdict: 'fail',
      licence: 'Entra ID P2',
    })
  })
})
