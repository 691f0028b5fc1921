import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { applicationKeysCurrent as control } from './app-credentials-expiring.js'

const key = (endDateTime?: string) => ({ keyId: 'k', displayName: 'CN=sync', endDateTime })
const tenant = (secrets: object[], keys: object[], ofPrincipal: object[] = []) => ({
  '/applications': [{ id: '1', appId: 'a', displayName: 'Sync', passwordCredentials: secrets, keyCredentials: keys }],
  '/servicePrincipals': [{ id: '2', appId: 'b', displayName: 'Payroll', keyCredentials: ofPrincipal }],
})

describe(control.title, () => {
  it.each<[string, object[]]>([
    ['ends in a month and a day', [key('2026-12-22T12:00:00Z')]],
    ['never ends', [key()]],
  ])('passes when a certificate %s', (_, keys) => {
    expect(judge(control, tenant([], keys))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, ReturnType<typeof tenant>, string, string]>([
    ['a secret ends soon', tenant([key('2026-12-01T00:00:00Z')], []), 'Sync', 'renewed'],
    ['a certificate has ended', tenant([], [key('2026-11-01T00:00:00Z')]), 'Sync', 'deleted'],
    [
      'a certificate of a service principal ends soon',
      tenant([], [], [key('2026-12-01T00:00:00Z')]),
      'Payroll',
      'renewed',
    ],
  ])('fails when %s', (_, snapshot, object, expected) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object, expected }] })
  })

  it('minds when service principals were not read', () => {
    const { '/servicePrincipals': _, ...rest } = tenant([], [])
    expect(judge(control, rest).warnings).toHaveLength(1)
  })
})
