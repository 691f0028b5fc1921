import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import type { HelpList, WhoCanDoWhat } from './guidance.dto.js'

let api: TestApp
let owner: TestPerson
let base: string

beforeAll(async () => {
  api = await startApp({ ROLE: 'api' })
  owner = await createOwner(api)
  base = `/api/v1/organizations/${owner.organizationId}`
})

afterAll(() => api.close())

const help = async (person = owner) => (await person.browser.get(`${base}/help`).expect(200)).body as HelpList
const phases = async () =>
  ((await owner.browser.get(`${base}/who-can-do-what`).expect(200)).body as WhoCanDoWhat).phases
const phase = async (kind: string, scope: string) =>
  (await phases()).find((candidate) => candidate.kind === kind && candidate.scope === scope)!

describe('help', () => {
  it('comes from the providers, with the errors it explains and pages to read on (S3.59–S3.67)', async () => {
    const { items, references } = await help()
    expect(items).toContainEqual(
      expect.objectContaining({
        providerId: 'microsoft',
        providerName: 'Microsoft',
        id: 'refused-right-after-setup',
        explains: expect.arrayContaining(['role_propagating']),
      }),
    )
    expect(references).toContainEqual(expect.objectContaining({ providerId: 'microsoft', title: 'Admin consent' }))
  })

  it('is there for everyone who belongs to the organization', async () => {
    const auditor = await join(api, owner, 'auditor', 'Audrey')
    expect((await help(auditor)).items).toEqual((await help()).items)
  })

  it('says nothing of a provider that is switched off', async () => {
    await owner.browser.put(`${base}/providers/microsoft`).send({ enabled: false }).expect(200)
    const { items, references } = await help()
    const spokenOf = [...items, ...references, ...(await phases())].map(({ providerId }) => providerId)
    expect(spokenOf).not.toContain('microsoft')
    await owner.browser.put(`${base}/providers/microsoft`).send({ enabled: true }).expect(200)
  })
})

describe('who can do what (S3.58)', () => {
  it('keeps registering an app and consenting to it apart (§0.2 #2)', async () => {
    const { steps } = await phase('partnerApp', 'once')
    expect(steps.find(({ id }) => id === 'register')?.enough).toContain('applicationDeveloper')
    expect(steps.find(({ id }) => id === 'consent')).toMatchObject({
      enough: ['privilegedRoleAdministrator', 'globalAdministrator'],
      notEnough: ['cloudApplicationAdministrator', 'applicationAdministrator'],
    })
    expect(steps.find(({ id }) => id === 'adminAgents')?.enough).toContain('partnerCenterAdministrator')
    expect(steps.at(-1)).toMatchObject({ id: 'connect', enough: ['tenantryAdmin'] })
  })

  it('tells a partner what each tenant needs, and which delegated role is enough there (§0.2 #4)', async () => {
    const { steps, delegatedRoles } = await phase('partnerApp', 'eachTenant')
    expect(steps.map(({ id, enough }) => [id, enough])).toEqual([
      ['consent', ['privilegedRoleAdministrator', 'globalAdministrator']],
      ['exchange', ['privilegedRoleAdministrator', 'globalAdministrator']],
    ])
    expect(delegatedRoles).toEqual(['Global Administrator', 'Privileged Role Administrator'])
  })

  it('gives a single tenant one table, each step once', async () => {
    expect((await phases()).filter(({ kind }) => kind === 'singleTenantApp').map(({ scope }) => scope)).toEqual([
      'once',
    ])
    const ids = (await phase('singleTenantApp', 'once')).steps.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toContain('exchange')
  })

  it('names each role it speaks of, and links only to complete addresses', async () => {
    for (const { roles, steps } of await phases()) {
      const spokenOf = new Set(steps.flatMap(({ enough, notEnough }) => [...enough, ...notEnough]))
      expect(new Set(roles.map(({ id }) => id))).toEqual(spokenOf)
      for (const { link } of steps) if (link) expect(link.href).toMatch(/^https:\/\/[^{}]+$/)
    }
  })
})
