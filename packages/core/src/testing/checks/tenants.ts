import { expect } from 'vitest'
import type { ProviderPlugin } from '../../plugin.js'
import type { ListedTenant } from '../../tenants.js'
import type { ReachBench } from '../bench.js'
import type { Check } from '../check.js'
import type { Lab } from '../lab.js'
import { reachOut, refusal } from './capabilities.js'

/** Lists of tenants and consent in them. */
export function tenantChecks(plugin: ProviderPlugin, reach: ReachBench | undefined): Check[] {
  const { tenants, consent, bulkConsent } = plugin.capabilities ?? {}
  if (!reach) return []
  return [
    ...(tenants ? listChecks(plugin, reach) : []),
    ...(consent ? [consentCheck(plugin, reach)] : []),
    ...(bulkConsent ? bulkChecks(plugin, reach) : []),
  ]
}

async function listed(lab: Lab, reach: ReachBench, onPage?: () => unknown): Promise<ListedTenant[]> {
  const { connection } = await reachOut(lab, reach)
  const found: ListedTenant[] = []
  for await (const page of lab.plugin.capabilities?.tenants?.list(connection.client) ?? []) {
    found.push(...page)
    onPage?.()
  }
  return found
}

function listChecks(plugin: ProviderPlugin, reach: ReachBench): Check[] {
  return [
    {
      sentence: 'lists each tenant that it reaches once, with its name',
      async run(lab) {
        const found = await listed(lab, reach)
        const ids = found.map(({ tenantId }) => tenantId.toLowerCase())
        expect(ids).toContain(reach.tenant().tenantId.toLowerCase())
        expect(new Set(ids).size, 'ids').toBe(ids.length)
        expect(found.filter(({ name }) => !/\S/.test(name))).toEqual([])
        expect(found.filter(({ own }) => own).length, 'its own tenant').toBeLessThanOrEqual(1)
      },
    },
    {
      sentence: 'lists all tenants or throws, whichever part of the list cannot be had',
      async run(lab) {
        let pages = 0
        const whole = await listed(lab, reach, () => (pages += 1))
        for (let last = 1; last <= pages; last += 1) {
          let seen = 0
          const found = await listed(lab, reach, () => {
            seen += 1
            if (seen === last) lab.network.trouble = { kind: 'status', status: 503 }
          }).catch((error: unknown) => error)
          lab.network.trouble = undefined
          // Where no call follows a page, nothing is missing.
          if (Array.isArray(found)) expect(found, `tenants after page ${last} of ${pages}`).toHaveLength(whole.length)
          else await refusal(plugin, `a list that ends after page ${last}`, () => Promise.reject(found))
        }
        const { connection } = await reachOut(lab, reach)
        lab.network.trouble = { kind: 'half' }
        await refusal(plugin, 'a list of which half arrives', async () => {
          for await (const page of plugin.capabilities?.tenants?.list(connection.client) ?? []) void page
        })
      },
    },
  ]
}

function consentCheck(plugin: ProviderPlugin, reach: ReachBench): Check {
  return {
    sentence: 'leads to a consent page that brings the state back, and takes no return for a grant that says nothing',
    async run(lab) {
      const { consent } = plugin.capabilities ?? {}
      const { kind, config, sets } = reach.setup()
      const setup = { kind, config, sets }
      const tenant = reach.tenant()
      const before = lab.network.exchanges.length
      const request = consent?.request(setup)
      expect(request?.appId).toMatch(/\S/)
      expect(request?.apis.flatMap(({ permissions }) => permissions).length, 'permissions asked for').toBeGreaterThan(0)
      const at = { tenant, state: 'a state of ours & more', redirectUri: 'https://console.example/return?x=1' }
      const link = new URL(consent?.link(setup, at) ?? '')
      expect(link.protocol).toBe('https:')
      expect([...link.searchParams.values()]).toEqual(expect.arrayContaining([at.state, at.redirectUri]))
      const bare = new URL(consent?.link(setup, { tenant, state: at.state }) ?? '')
      expect([...bare.searchParams.values()]).not.toContain(at.redirectUri)
      expect(consent?.readReturn({}).refused, 'a return that says nothing').toBeDefined()
      expect(consent?.readReturn({ state: 'x', error: 'access_denied' }).refused, 'a refusal').toBeDefined()
      expect(consent?.guide(setup, tenant).who?.enough.length, 'who may').toBeGreaterThan(0)
      expect(lab.network.exchanges.length - before, 'calls').toBe(0)
    },
  }
}

function bulkChecks(plugin: ProviderPlugin, reach: ReachBench): Check[] {
  const order = () => ({ ...reach.order?.(), tenants: [reach.tenant()] })
  const bulk = plugin.capabilities?.bulkConsent
  return [
    {
      sentence: 'says of each tenant once whether it can consent there, and why not',
      async run(lab) {
        const { connection } = await reachOut(lab, reach)
        const [here, elsewhere] = [reach.tenant(), reach.unreached()]
        const found = (await bulk?.reach(connection.client, [here, elsewhere])) ?? []
        const problemOf = (tenantId: string) =>
          found.filter((one) => one.tenantId === tenantId).map((one) => one.problem)
        expect(problemOf(here.tenantId)).toEqual([undefined])
        expect(problemOf(elsewhere.tenantId)).toEqual([expect.objectContaining({ code: expect.any(String) as string })])
        expect(found).toHaveLength(2)
      },
    },
    {
      sentence: 'consents in many tenants with a ticket that outlives the process, and may be asked again',
      async run(lab) {
        expect(reach.order === undefined, 'ReachBench.order is missing').toBe(false)
        const { connection } = await reachOut(lab, reach)
        const asked = order() as Parameters<NonNullable<typeof bulk>['start']>[1]
        const ticket: unknown = await bulk?.start(connection.client, asked)
        const kept: unknown = JSON.parse(JSON.stringify(ticket))
        expect(kept, 'a ticket is JSON').toEqual(ticket)
        const later = await reachOut(lab, reach)
        const progress = (await bulk?.poll(later.connection.client, kept)) ?? []
        expect(progress.map(({ tenantId }) => tenantId)).toEqual([reach.tenant().tenantId])
        await bulk?.start(later.connection.client, asked)
        expect(bulk?.deadlineSeconds(1)).toBeGreaterThan(0)
        expect(bulk?.deadlineSeconds(500)).toBeGreaterThanOrEqual(bulk?.deadlineSeconds(1) ?? 0)
      },
    },
    {
      sentence: 'believes no bulk consent begun or done that trouble on the way says nothing of',
      async run(lab) {
        const { connection } = await reachOut(lab, reach)
        const asked = order() as Parameters<NonNullable<typeof bulk>['start']>[1]
        const ticket: unknown = await bulk?.start(connection.client, asked)
        for (const trouble of [{ kind: 'status', status: 500 }, { kind: 'half' }, { kind: 'reset' }] as const) {
          const { connection: aside } = await reachOut(lab, reach)
          lab.network.trouble = trouble
          const what = JSON.stringify(trouble)
          await refusal(plugin, `a start with ${what}`, async () => bulk?.start(aside.client, asked))
          const told = await bulk?.poll(aside.client, ticket).catch(() => [])
          expect(
            told?.filter(({ status }) => status === 'done'),
            `done, with ${what}`,
          ).toEqual([])
          lab.network.trouble = undefined
        }
      },
    },
  ]
}
