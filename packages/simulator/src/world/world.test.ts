import { describe, expect, it } from 'vitest'
import { firstApp, graph, tokenOf } from '../../test/client.js'
import { clouds } from '../clouds.js'
import { scenarioNames, startSimulator } from '../index.js'
import { loadScenario } from './scenario.js'

const MORNING = new Date('2026-03-02T08:00:00Z')

async function worldOf(scenario: string) {
  const simulator = await startSimulator({ scenario, clock: MORNING, trafficFile: null })
  const token = await tokenOf(simulator)
  const { apps, tenants } = simulator
  const root = `${simulator.url}/${clouds[firstApp(simulator).cloud].graph}/v1.0`
  const [users, groups, skus] = await Promise.all(
    ['/users?$top=999', '/groups?$top=999', '/subscribedSkus'].map(
      async (path) => (await graph(simulator, token, `${root}${path}`)).body.value,
    ),
  )
  await simulator.stop()
  return { apps, tenants, users, groups, skus }
}

describe('a scenario', () => {
  it.each(scenarioNames())('%s is the same at every start, secrets included', async (name) => {
    expect(await worldOf(name)).toEqual(await worldOf(name))
  })

  it.each(scenarioNames())('%s repeats no id and no domain', async (name) => {
    const { tenants, apps } = await worldOf(name)
    expect(new Set(tenants.map(({ id }) => id)).size).toBe(tenants.length)
    expect(new Set(tenants.map(({ defaultDomain }) => defaultDomain)).size).toBe(tenants.length)
    expect(new Set(apps.map(({ clientId }) => clientId)).size).toBe(apps.length)
  })

  it('gives secrets the form that Microsoft gives them', async () => {
    const { apps } = await worldOf('demo')
    for (const { clientSecret } of apps) expect(clientSecret).toMatch(/^[A-Za-z0-9]{3}8Q~[A-Za-z0-9._~-]{34}$/)
  })

  it('demo has a partner with fifty customers of every kind, and a company', async () => {
    const simulator = await startSimulator({ scenario: 'demo', trafficFile: null })
    const kinds = simulator.apps.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'cipp')).toEqual(['partner', 'singleTenant'])
    expect(simulator.tenants.map(({ name }) => name)).toContain('Contoso')
    expect(simulator.tenants).toHaveLength(52)
    await simulator.stop()
  })

  it('demo gives the app of its partner more to read than msp-50, where it holds a role', () => {
    const [before, after] = ['msp-50', 'demo'].map((name) => {
      const { tenants } = loadScenario(name)
      const app = tenants.flatMap(({ apps = [] }) => apps).find(({ key }) => key === 'partner-app')
      return { permissions: app?.permissions, consents: tenants.flatMap(({ consents = [] }) => consents) }
    })
    expect(after?.permissions).toEqual([...(before?.permissions ?? []), 'Protection/Exchange.ManageAsApp'])
    expect(after?.consents).toEqual(
      before?.consents.map(({ app, roles = [] }) => ({
        app,
        roles: roles.length > 0 ? [...roles, 'Global Reader'] : [],
      })),
    )
  })

  it('hundred-thousand has as many identities of Azure resources as people', async () => {
    const simulator = await startSimulator({ scenario: 'hundred-thousand', trafficFile: null })
    const token = await tokenOf(simulator)
    const identities = "/servicePrincipals/$count?$filter=servicePrincipalType eq 'ManagedIdentity'"
    const [people, principals] = await Promise.all(
      ['/users/$count', identities].map(
        async (path) => (await graph(simulator, token, path, { headers: { ConsistencyLevel: 'eventual' } })).body,
      ),
    )
    expect({ people: Number(people), principals: Number(principals) }).toEqual({ people: 100_000, principals: 100_000 })
    await simulator.stop()
  })

  it('begins at the moment given and runs on', async () => {
    const simulator = await startSimulator({ clock: MORNING, trafficFile: null })
    expect(simulator.now().toISOString()).toMatch(/^2026-03-02T08:0/)
    expect(firstApp(simulator).secretExpires).toBe('2027-03-02T08:00:00.000Z')
    await simulator.stop()
  })

  it('that does not exist is named together with those that do', async () => {
    await expect(startSimulator({ scenario: 'atlantis' })).rejects.toThrow(/no scenario 'atlantis'.*one-healthy-tenant/)
  })
})
