import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { idleTimeout as control } from './idle-timeout.js'

const definition = (WebSessionIdleTimeout: string, ApplicationId = 'default') =>
  JSON.stringify({
    ActivityBasedTimeoutPolicy: { Version: 1, ApplicationPolicies: [{ ApplicationId, WebSessionIdleTimeout }] },
  })

const policies = (...definitions: string[]) => ({
  '/policies/activityBasedTimeoutPolicies': definitions.map((text, number) => ({
    id: `policy-${number}`,
    displayName: 'Idle',
    isOrganizationDefault: true,
    definition: [text],
  })),
})

describe(control.title, () => {
  it('passes at three hours, and not beyond', () => {
    expect(judge(control, policies(definition('03:00:00')))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, policies(definition('03:00:01')))).toMatchObject({ verdict: 'fail' })
  })

  it.each<[string, string[]]>([
    ['there is no policy', []],
    ['sessions last a day', [definition('1.00:00:00')]],
    ['one application alone has a time', [definition('00:15:00', 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c')]],
    ['the definition is not understood', ['{']],
  ])('fails when %s', (_, definitions) => {
    expect(judge(control, policies(...definitions))).toMatchObject({ verdict: 'fail' })
  })
})
