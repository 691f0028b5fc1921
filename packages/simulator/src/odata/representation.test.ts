import { describe, expect, it } from 'vitest'
import { parseSelect, project } from './select.js'

const policy = {
  id: 'a',
  displayName: 'Require MFA',
  appliedConditionalAccessPolicies: [
    { id: 'p', result: 'reportOnlySuccess' },
    { id: 'q', result: 'success' },
  ],
}

const show = (newerMembers: boolean) =>
  project(policy, 'signIn', parseSelect('appliedConditionalAccessPolicies', 'signIn', []), {
    version: 'v1.0',
    newerMembers,
  })['appliedConditionalAccessPolicies']

describe('a member that was added to an enumeration later (§9.31)', () => {
  it('is shown as a future value to clients that did not ask for it', () => {
    expect(show(false)).toEqual([
      { id: 'p', result: 'unknownFutureValue' },
      { id: 'q', result: 'success' },
    ])
  })

  it('is shown to those that did', () => {
    expect(show(true)).toEqual(policy.appliedConditionalAccessPolicies)
  })
})

describe('a property that only beta knows', () => {
  const user = { id: 'a', displayName: 'Ada', identityParentId: null, isLicenseReconciliationNeeded: true }

  it('is shown by beta alone', () => {
    const selection = parseSelect(undefined, 'user', ['id', 'displayName'])
    expect(project(user, 'user', selection, { version: 'v1.0', newerMembers: false })).toEqual({
      id: 'a',
      displayName: 'Ada',
    })
    expect(project(user, 'user', selection, { version: 'beta', newerMembers: false })).toMatchObject({
      isLicenseReconciliationNeeded: true,
    })
  })

  it('cannot be selected in v1.0', () => {
    expect(() => parseSelect('isLicenseReconciliationNeeded', 'user', [])).toThrow('Could not find a property')
    expect(parseSelect('isLicenseReconciliationNeeded', 'user', [], 'beta').names).toEqual([
      'isLicenseReconciliationNeeded',
    ])
  })
})
