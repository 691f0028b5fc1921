import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  PRIVILEGED_ROLES,
  strength,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { deviceOrMfa as control } from './device-or-mfa.js'

const asking = (grantControls: object, users: object = {}) =>
  conditionalAccessPolicy({ conditions: { users: { ...users } }, grantControls: { ...grantControls } })

const any = ['compliantDevice', 'domainJoinedDevice', 'mfa']

describe(control.title, () => {
  it.each<[string, unknown]>([
    ['any of the three is enough', asking(granting(any))],
    ['privileged roles are asked', asking(granting(any), { includeUsers: [], includeRoles: PRIVILEGED_ROLES })],
    ['only a second factor is taken', asking(granting(['mfa']))],
    ['only a strength is taken', asking(strength('fido2'))],
    ['terms are needed as well', asking(granting(any, { operator: 'AND', termsOfUse: ['terms'] }))],
  ])('passes when %s', (_, policy) => {
    expect(judge(control, withPolicies(policy))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['terms are enough instead', [asking(granting(any, { termsOfUse: ['terms'] }))]],
    ['an app is enough instead', [asking(granting([...any, 'approvedApplication']))]],
    ['some people are asked', [asking(granting(any), { includeUsers: ['ann'] })]],
    [
      'some privileged roles are asked',
      [asking(granting(any), { includeUsers: [], includeRoles: PRIVILEGED_ROLES.slice(2) })],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
