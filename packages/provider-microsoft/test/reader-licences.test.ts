import { licenceMissing, serviceAbsent } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failure, open } from './support/connection.js'
import { readerOf, TenantReading } from './support/reading.js'
import { findApp, readingSetup } from './support/setups.js'

/** A company that bought Business Premium for its mail, and nothing else. */
const SMALL = 'Tailspin Toys'

let simulator: Simulator
let reading: TenantReading
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'two-companies', limits: 'off' })
  const name = simulator.apps.find(({ tenantName }) => tenantName?.startsWith('Tailspin'))?.tenantName ?? SMALL
  const { tenantId } = findApp(simulator, 'singleTenant', name)
  simulator.tenant(tenantId).unlicense(['P1', 'P2', 'Intune', 'Defender'])
  reading = new TenantReading(open(simulator, readingSetup(simulator, name)).microsoft)
})
afterAll(() => simulator.stop())

describe('In a tenant without the licence', () => {
  it.each([
    ['entra.registrationDetails', 'Microsoft Entra ID P1'],
    ['entra.accessReviews', 'Microsoft Entra ID P2'],
    ['intune.policies', 'Microsoft Intune'],
    ['intune.settings', 'Microsoft Intune'],
    ['intune.cleanupRules', 'Microsoft Intune'],
    ['intune.appleCertificate', 'Microsoft Intune'],
    ['defender.identitySensors', 'Microsoft Defender for Identity'],
    ['defender.exposureNodes', 'Microsoft Defender XDR'],
  ])('%s says that %s is missing, which is no failure and no empty list (C36)', async (id, licence) => {
    const error = await failure(reading.read(readerOf(id)))
    expect(licenceMissing.is(error)).toBe(true)
    expect(error.why).toContain(licence)
  })

  it.each(['entra.rolePolicies', 'entra.roleEligibilities', 'entra.roleAssignmentSchedules'])(
    '%s says that Privileged Identity Management is not there (C36)',
    async (id) => {
      expect(licenceMissing.is(await failure(reading.read(readerOf(id))))).toBe(true)
    },
  )

  it('people are read without their last sign-in, which no one of them then has', async () => {
    const users = (await reading.read(readerOf('entra.users'))) as Record<string, unknown>[]
    expect(users).not.toHaveLength(0)
    expect(users.filter((user) => 'signInActivity' in user)).toEqual([])
  })
})

describe('What Graph says of what is not there', () => {
  const answering = (status: number, code: string, message: string) =>
    open(simulator, readingSetup(simulator), {
      answer: (url) =>
        url.includes('/graph.microsoft.com/') ? Response.json({ error: { code, message } }, { status }) : undefined,
    }).microsoft

  it.each([
    [404, 'itemNotFound', 'The resource could not be found.'],
    [400, 'BadRequest', 'Tenant does not have a SPO license.'],
    [403, 'Forbidden', 'Tenant does not have a SPO license.'],
  ])('%i %s: there is no SharePoint, so that it does not apply', async (status, code, message) => {
    const error = await failure(
      new TenantReading(answering(status, code, message)).read(readerOf('sharepoint.settings')),
    )
    expect(serviceAbsent.is(error)).toBe(true)
    expect(error.why).toContain('SharePoint')
  })

  it('a table that advanced hunting does not have belongs to a product that was not bought', async () => {
    const message = "'where' operator: Failed to resolve table or column expression named 'OAuthAppInfo'."
    const error = await failure(
      new TenantReading(answering(400, 'BadRequest', message)).read(readerOf('defender.oauthAppInfo')),
    )
    expect(licenceMissing.is(error)).toBe(true)
  })

  it('another refusal is no matter of licences', async () => {
    const error = await failure(
      new TenantReading(answering(400, 'BadRequest', 'Something else.')).read(readerOf('intune.settings')),
    )
    expect(error.code).toBe('unexpected_answer')
  })
})
