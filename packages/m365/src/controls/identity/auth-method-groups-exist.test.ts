import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { methodGroupsExist as control } from './auth-method-groups-exist.js'

const tenant = (includeTargets: object[], excludeTargets: object[] = []) => ({
  ...authenticationMethods([{ id: 'Fido2', state: 'enabled', includeTargets, excludeTargets }]),
  '/groups': [{ id: 'sales' }],
})

describe(control.title, () => {
  it('passes for everyone, and for groups that exist', () => {
    expect(judge(control, tenant([{ id: 'all_users' }, { id: 'sales', targetType: 'group' }]))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each([
    ['included', tenant([{ id: 'old', targetType: 'group' }])],
    ['excluded', tenant([{ id: 'all_users' }], [{ id: 'old' }])],
  ])('fails when a group that is %s is gone, and names both', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Fido2', value: 'old' }] })
  })
})
