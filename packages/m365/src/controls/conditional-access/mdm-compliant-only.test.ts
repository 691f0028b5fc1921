import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { mdmCompliantOnly as control } from './mdm-compliant-only.js'

const asking = (controls: string[], operator = 'OR', conditions: object = {}) =>
  conditionalAccessPolicy({ conditions: { ...conditions }, grantControls: granting(controls, { operator }) })

describe(control.title, () => {
  it.each<[string, unknown]>([
    ['nothing else is taken', asking(['compliantDevice'])],
    ['a second factor is needed as well', asking(['compliantDevice', 'mfa'], 'AND')],
  ])('passes when %s', (_, policy) => {
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['a second factor is enough instead', [asking(['compliantDevice', 'mfa'])]],
    ['a joined device is enough instead', [asking(['compliantDevice', 'domainJoinedDevice'])]],
    [
      'it is asked for Office alone',
      [asking(['compliantDevice'], 'OR', { applications: { includeApplications: ['Office365'] } })],
    ],
    ['a user is left out', [asking(['compliantDevice'], 'OR', { users: { excludeUsers: ['ann'] } })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
