import { expect, vi } from 'vitest'
import type { z } from 'zod'
import type { TenantDetail, TenantPage, TenantRun, TenantSummary } from '../../src/tenants/tenants.dto.js'
import type { TestPerson } from './people.js'

type Run = z.output<typeof TenantRun>

/** An organization's tenants as its owner works with them. */
export function tenantsOf(person: TestPerson, organizationId = person.organizationId) {
  const base = `/api/v1/organizations/${organizationId}`
  const run = async (id: string): Promise<Run> => {
    const { body } = await person.browser.get(`${base}/tenant-runs/${id}`).expect(200)
    return body as Run
  }
  const ended = async (id: string): Promise<Run> => {
    let last: Run | undefined
    await vi.waitFor(
      async () => {
        last = await run(id)
        expect(last.endedAt).not.toBeNull()
      },
      { timeout: 60_000, interval: 50 },
    )
    return last as Run
  }
  return {
    base,
    run,
    ended,
    /** Lists the tenants of a connection anew, and waits for it. */
    sync: async (connectionId: string): Promise<Run> => {
      const { body } = await person.browser.post(`${base}/connections/${connectionId}/tenant-syncs`).expect(202)
      return ended((body as Run).id)
    },
    /** Verifies what matches, and waits for it. */
    verify: async (order: object): Promise<Run> => {
      const { body } = await person.browser.post(`${base}/tenant-verifications`).send(order).expect(202)
      return ended((body as { runs: [Run] }).runs[0].id)
    },
    all: async (query = ''): Promise<TenantSummary[]> => {
      const { body } = await person.browser.get(`${base}/tenants?limit=200${query}`).expect(200)
      return (body as z.output<typeof TenantPage>).items
    },
    get: async (id: string): Promise<TenantDetail> => {
      const { body } = await person.browser.get(`${base}/tenants/${id}`).expect(200)
      return body as TenantDetail
    },
  }
}
