import { describe, expect, it } from 'vitest'
import type { Posture, Tenant } from '../model.js'
import { loadScenario } from '../scenario.js'
import { World } from '../world.js'
import { policySeeds } from './sets.js'
import { secureScores } from './secure-score.js'

const begun = new Date('2026-03-02T08:00:00Z')

function run(posture: Posture): Tenant {
  const scenario = loadScenario('one-healthy-tenant')
  const tenants = scenario.tenants.map((tenant) => ({ ...tenant, posture }))
  const [tenant] = new World({ ...scenario, tenants }, begun).tenants
  if (!tenant) throw new Error('The scenario has no tenant.')
  return tenant
}

const enforced = (tenant: Tenant) =>
  [...tenant.set('conditionalAccessPolicies').view()].filter(({ state }) => state === 'enabled').length

const share = (tenant: Tenant) => {
  const [today] = secureScores(tenant, begun)
  return Number(today?.['currentScore']) / Number(today?.['maxScore'])
}

describe('How well a tenant is run', () => {
  it('shows in how many rules it enforces and in its secure score', () => {
    const tenants = (['poor', 'fair', 'good', 'excellent'] as const).map(run)
    for (const measure of [enforced, share]) {
      const measured = tenants.map(measure)
      expect(measured).toEqual([...measured].sort((a, b) => a - b))
      expect(measured.at(-1)).toBeGreaterThan(measured[0]! * 1.5)
    }
  })

  it('is the same at every start', () => {
    const all = (tenant: Tenant) => Object.keys(policySeeds).map((name) => [...tenant.set(name).view()])
    expect(all(run('fair'))).toEqual(all(run('fair')))
  })

  it('lowers the score of the day on which a rule is switched off', () => {
    const tenant = run('excellent')
    const before = share(tenant)
    const rule = [...tenant.set('conditionalAccessPolicies').view()].find(({ displayName }) =>
      String(displayName).includes('legacy'),
    )
    tenant.set('conditionalAccessPolicies').update(rule?.id ?? '', { state: 'disabled' }, begun.getTime())
    expect(share(tenant)).toBeLessThan(before)
  })
})
