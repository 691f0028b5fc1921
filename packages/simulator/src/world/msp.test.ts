import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForToken, firstApp, graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'
import { loadScenario } from './scenario.js'
import { World } from './world.js'

const CONSENT_ROLES = ['e8611ab8-c189-46e8-94e1-60213ab1f814', '62e90394-69f5-4237-9190-012177145e10']

interface Relationship {
  status: string
  customer: { tenantId: string; displayName: string }
  accessDetails: { unifiedRoles: { roleDefinitionId: string }[] }
}

describe('msp-50', () => {
  let simulator: Simulator
  let relationships: Relationship[]
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
    const path = '/tenantRelationships/delegatedAdminRelationships'
    relationships = (await graph(simulator, await tokenOf(simulator), path)).body.value as unknown as Relationship[]
  })
  afterAll(() => simulator.stop())

  const named = (wanted: Relationship[]) => wanted.map(({ customer }) => customer.displayName).sort()

  async function tokens(): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    for (const { customer } of relationships) {
      const { body } = await askForToken(simulator, {}, { tenant: customer.tenantId })
      if (typeof body['access_token'] === 'string') found.set(customer.tenantId, body['access_token'])
      else expect(body['error_description']).toContain('AADSTS700016')
    }
    return found
  }

  it('is a partner with fifty customers', () => {
    expect(simulator.apps.map(({ kind }) => kind).filter((kind) => kind !== 'cipp')).toEqual(['partner'])
    expect(relationships).toHaveLength(50)
  })

  it('has three customers whose relationship lacks a role for consent, and one that has ended', () => {
    const lacking = relationships.filter(
      ({ accessDetails }) =>
        !accessDetails.unifiedRoles.some(({ roleDefinitionId }) => CONSENT_ROLES.includes(roleDefinitionId)),
    )
    expect(named(lacking)).toEqual(['Consolidated Messenger', 'Fincher Architects', 'Vega Robotics'])
    expect(named(relationships.filter(({ status }) => status === 'terminated'))).toEqual(['Quarry Stone Works'])
  })

  it('has twenty-five customers that have consented, of which one is throttled and one has no Exchange', async () => {
    const consented = await tokens()
    expect(consented.size).toBe(25)
    const throttled: string[] = []
    const withoutExchange: string[] = []
    for (const { customer } of relationships) {
      const token = consented.get(customer.tenantId)
      if (token === undefined) continue
      const { status, body } = await graph(simulator, token, '/subscribedSkus')
      if (status === 429) throttled.push(customer.displayName)
      else if (!/"EXCHANGE_S_(STANDARD|ENTERPRISE|DESKLESS)"/.test(JSON.stringify(body))) {
        withoutExchange.push(customer.displayName)
      }
    }
    expect(throttled).toEqual(['Litware'])
    expect(withoutExchange).toEqual(['Birchwood Estates'])
  })

  it('has customers of 5 to 2,000 people in many countries, run well and badly', () => {
    const { tenants } = new World(loadScenario('msp-50'), new Date())
    const customers = tenants.filter(({ isPartner }) => !isPartner)
    const sizes = customers.map(({ headcount }) => headcount.users)
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([5, 2000])
    expect(new Set(customers.map(({ country }) => country)).size).toBeGreaterThan(15)
    expect(new Set(customers.map(({ posture }) => posture)).size).toBe(4)
  })

  it('gives its app the Exchange role in all but two of the customers with Exchange that have consented', () => {
    const { tenants } = new World(loadScenario('msp-50'), new Date())
    const held = tenants.flatMap(({ isPartner, servicePrincipals }) =>
      isPartner ? [] : servicePrincipals.map(({ rolesAtFirst }) => rolesAtFirst.join()),
    )
    expect(held.filter((roles) => roles === 'Exchange Administrator')).toHaveLength(22)
    expect(held.filter((roles) => roles === '')).toHaveLength(3)
  })
})

describe('msp-5000', () => {
  it('is a partner with five thousand customers, each under a name of its own, in reach of its app', async () => {
    const simulator = await startSimulator({ scenario: 'msp-5000', trafficFile: null })
    expect(simulator.tenants).toHaveLength(5001)
    expect(new Set(simulator.tenants.map(({ name }) => name)).size).toBe(5001)
    expect(new Set(simulator.tenants.map(({ id }) => id)).size).toBe(5001)
    const answers = await Promise.all(
      simulator.tenants
        .slice(-40)
        .map(({ id }) => askForToken(simulator, {}, { app: firstApp(simulator), tenant: id })),
    )
    const consented = answers.filter(({ status }) => status === 200)
    expect(consented.length).toBeGreaterThan(25)
    expect(consented.length).toBeLessThan(40)
    await simulator.stop()
  })
})
