import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { EXCHANGE_ADMINISTRATOR, GLOBAL_ADMINISTRATOR } from '../../../test/roles-sample.js'
import { administratorAppsWithoutSecrets as control } from './tier0-sp-no-secret.js'

const secret = (endDateTime = '2027-01-01T00:00:00Z') => ({ keyId: 's', displayName: 'robot', endDateTime })

function tenant(roleDefinitionId: string, ofPrincipal: object[], ofApplication: object[] = []) {
  return {
    '/roleManagement/directory/roleAssignments': [{ principalId: 'sp', roleDefinitionId }],
    '/servicePrincipals': [{ id: 'sp', appId: 'a', displayName: 'Robot', passwordCredentials: ofPrincipal }],
    '/applications': [{ id: 'o', appId: 'a', passwordCredentials: ofApplication, keyCredentials: [] }],
  }
}

describe(control.title, () => {
  it.each<[string, ReturnType<typeof tenant>]>([
    ['it has no secret', tenant(GLOBAL_ADMINISTRATOR, [])],
    ['its secret has ended', tenant(GLOBAL_ADMINISTRATOR, [secret('2026-01-01T00:00:00Z')])],
    ['its role is a narrower one', tenant(EXCHANGE_ADMINISTRATOR, [secret()])],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, ReturnType<typeof tenant>]>([
    ['the service principal', tenant(GLOBAL_ADMINISTRATOR, [secret()])],
    ['the app registration', tenant(GLOBAL_ADMINISTRATOR, [], [secret()])],
    ['one that resets passwords of all', tenant('7be44c8a-adaf-4e2a-84d6-ab2649e08a13', [secret()])],
  ])('fails with a secret of %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Robot', value: ['robot'] }],
    })
  })

  it('is not assessed when its secrets were not read', () => {
    const snapshot = { ...tenant(GLOBAL_ADMINISTRATOR, []), '/servicePrincipals': [{ id: 'sp', appId: 'a' }] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('minds when app registrations were not read', () => {
    const { '/applications': _, ...rest } = tenant(GLOBAL_ADMINISTRATOR, [])
    expect(judge(control, rest)).toMatchObject({ verdict: 'pass', warnings: [expect.any(String)] })
  })
})
