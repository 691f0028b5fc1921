import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { applicationsWithoutSecrets as control } from './app-secrets-none.js'

const tenant = (...passwordCredentials: object[]) => ({
  '/applications': [
    { id: '1', appId: 'a', displayName: 'Backup', passwordCredentials, keyCredentials: [] },
    { id: '2', appId: 'b', displayName: 'Portal', passwordCredentials: [], keyCredentials: [{ keyId: 'k' }] },
  ],
})

describe(control.title, () => {
  it('passes with certificates alone', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'pass' })
  })

  it('passes when the secret has ended', () => {
    expect(judge(control, tenant({ keyId: 's', endDateTime: '2026-11-01T00:00:00Z' }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each<[string, object, string]>([
    ['works', { keyId: 's', displayName: 'nightly', endDateTime: '2027-01-01T00:00:00Z' }, 'nightly'],
    ['never ends', { keyId: 's', hint: 'abc' }, 'abc…'],
  ])('fails with a secret that %s, and names it', (_, secret, name) => {
    expect(judge(control, tenant(secret))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Backup', value: [name] }],
    })
  })

  it('leaves out applications that may have one', () => {
    expect(judge(control, tenant({ keyId: 's' }), { applicationsWithSecrets: ['a'] })).toMatchObject({
      verdict: 'pass',
    })
  })
})
