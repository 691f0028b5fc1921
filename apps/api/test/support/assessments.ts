import { expect, vi } from 'vitest'
import type { z } from 'zod'
import type { Assessment, TenantAssessmentPage } from '../../src/assessments/assessments.dto.js'
import type { VerdictChanges, TenantPosture } from '../../src/assessments/posture.dto.js'
import type { TenantVerdictPage } from '../../src/assessments/verdicts.dto.js'
import type { TestPerson } from './people.js'

type Run = z.output<typeof Assessment>
type Item = z.output<typeof TenantAssessmentPage>['items'][number]
type Verdict = z.output<typeof TenantVerdictPage>['items'][number]

/** An organization's assessments as somebody works with them. */
export function assessmentsOf(person: TestPerson, organizationId = person.organizationId) {
  const base = `/api/v1/organizations/${organizationId}`
  const get = async <T>(path: string): Promise<T> => (await person.browser.get(`${base}${path}`).expect(200)).body as T
  const ended = async (id: string): Promise<Run> => {
    let run: Run | undefined
    await vi.waitFor(
      async () => {
        run = await get<Run>(`/assessments/${id}`)
        expect(run.endedAt).not.toBeNull()
      },
      { timeout: 280_000, interval: 100 },
    )
    return run as Run
  }
  const begin = async (order: object): Promise<Run> =>
    (await person.browser.post(`${base}/assessments`).send(order).expect(202)).body as Run
  return {
    base,
    get,
    begin,
    ended,
    /** Assesses what matches, and waits for it. */
    run: async (order: object): Promise<Run> => ended((await begin(order)).id),
    tenants: async (id: string): Promise<Item[]> =>
      (await get<z.output<typeof TenantAssessmentPage>>(`/assessments/${id}/tenants?limit=200`)).items,
    posture: (tenantId: string) => get<z.output<typeof TenantPosture>>(`/tenants/${tenantId}/compliance`),
    changes: (tenantId: string, query = '') =>
      get<z.output<typeof VerdictChanges>>(`/tenants/${tenantId}/compliance/changes${query}`),
    /** All verdicts of a tenant by their control. */
    verdicts: async (tenantId: string, query = ''): Promise<Record<string, Verdict>> => {
      const found: Verdict[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: z.output<typeof TenantVerdictPage> = await get(
          `/tenants/${tenantId}/compliance/verdicts?limit=200${query}${cursor && `&cursor=${cursor}`}`,
        )
        found.push(...page.items)
        cursor = page.nextCursor
      }
      return Object.fromEntries(found.map((one) => [one.control.id, one]))
    },
  }
}
