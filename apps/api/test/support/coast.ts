import { randomUUID } from 'node:crypto'
import { Global, Module } from '@nestjs/common'
import {
  type Cause,
  defineControl,
  defineManualControl,
  defineParameter,
  defineResource,
  fail,
  type Framework,
  pass,
  type ProviderScore,
  type Verdict,
} from '@tenantry/core'
import { z } from 'zod'
import { PLUGINS } from '../../src/providers/provider-registry.js'
import { storeList } from '../../src/tenants/tenant-list.js'
import { lighthouse } from './lighthouse.js'
import { createOwner, type TestPerson } from './people.js'
import { startApp, type TestApp } from './start-app.js'

const remediation = { steps: ['Light it.'], impact: 'Nobody.' }

const lamps = defineResource({
  id: 'coast.lamps',
  name: 'Lamps',
  service: 'Coast',
  source: '/lamps',
  schema: z.array(z.object({ id: z.string(), lit: z.boolean() })),
  key: 'id',
})

/** What the score of the coast is made of. */
export const rating = defineResource({
  id: 'coast.rating',
  name: 'Rating',
  service: 'Coast',
  source: '/rating',
  schema: z.array(z.object({ day: z.string(), points: z.number() })),
  key: 'day',
})

const darkLamps = defineParameter({
  id: 'darkLamps',
  name: 'Lamps that may be dark',
  help: 'Ids of lamps.',
  schema: z.array(z.string().min(1)),
  default: [],
})

const watch = defineParameter({
  id: 'watch',
  name: 'Watch',
  help: 'Who watches, and for how long.',
  schema: z.object({ keepers: z.array(z.string()).default([]), longestHours: z.number().min(1).max(12).default(8) }),
  default: { keepers: [], longestHours: 8 },
})

const controls = [
  defineControl({
    id: 'lamps-lit',
    title: 'Every lamp is lit',
    area: 'Light',
    severity: 'critical',
    rationale: 'Ships.',
    licence: 'Oil plan',
    remediation,
    needs: { lamps },
    parameters: { dark: darkLamps, watch },
    evaluate: ({ lamps: all }, { dark }) => {
      const wrong = all.filter(({ id, lit }) => !lit && !dark.includes(id)).map(({ id }) => id)
      return wrong.length === 0
        ? pass('All lamps are lit.')
        : fail('Some lamps are dark.', { wouldPassWith: { darkLamps: [...dark, ...wrong] } })
    },
  }),
  defineControl({
    id: 'lamps-known',
    title: 'Every lamp is known',
    area: 'Light',
    severity: 'high',
    rationale: 'Charts.',
    remediation,
    needs: { lamps },
    parameters: { dark: darkLamps },
    evaluate: () => pass('All are known.'),
  }),
  defineControl({
    id: 'fog-horn',
    title: 'The fog horn sounds',
    area: 'Sound',
    severity: 'medium',
    rationale: 'Fog.',
    remediation,
    needs: { lamps },
    evaluate: () => pass('It sounds.'),
  }),
  defineManualControl({
    id: 'keeper-awake',
    title: 'The keeper is awake',
    area: 'People',
    severity: 'high',
    rationale: 'Sleep.',
    remediation,
    instructions: ['Knock.'],
    because: 'Nobody can tell from afar.',
  }),
  defineManualControl({
    id: 'log-kept',
    title: 'The log is kept',
    area: 'People',
    severity: 'low',
    rationale: 'History.',
    remediation,
    instructions: ['Open it.'],
    because: 'It is on paper.',
  }),
]

const frameworks: Framework[] = [
  {
    id: 'coast-code',
    name: 'Coast code',
    version: '1',
    publisher: 'The coast',
    url: 'https://coast.example/code',
    reference: 'coast',
    requirements: [
      { id: '1', controls: ['lamps-lit'] },
      { id: '2', controls: ['fog-horn', 'keeper-awake'] },
    ],
  },
]

const score: ProviderScore = {
  name: 'Coast rating',
  needs: [rating],
  report: (facts) => {
    const reading = facts.read(rating)
    const days = reading.status === 'read' ? reading.value : []
    const history = days.map(({ day, points }) => ({ at: new Date(`${day}T00:00:00Z`), points, maxPoints: 200 }))
    const latest = history.at(-1)
    return (
      latest && {
        ...latest,
        history,
        comparisons: [{ name: 'Other coasts', percent: 61 }],
        recommendations: [
          { id: 'r1', title: 'Paint it', area: 'Looks', points: 9, maxPoints: 10, controls: [] },
          {
            id: 'r2',
            title: 'Light the lamps',
            area: 'Light',
            points: 0,
            maxPoints: 50,
            controls: ['lamps-lit', 'gone'],
          },
        ],
      }
    )
  },
}

@Global()
@Module({
  providers: [
    {
      provide: PLUGINS,
      useValue: [{ module: 'coast', load: async () => lighthouse({ controls, frameworks, score }) }],
    },
  ],
  exports: [PLUGINS],
})
class TheCoast {}

/** An organization whose tenants are lighthouses, judged by a handful of controls. Nobody works in the background. */
export async function startCoast() {
  const api = await startApp({ ROLE: 'api' }, { modules: [TheCoast] })
  const owner = await createOwner(api)
  return { api, ...coastOf(api, owner, owner.organizationId) }
}

/** The coast as somebody of an organization sees it. */
export function coastOf(api: TestApp, owner: TestPerson, organizationId: string) {
  const base = `/api/v1/organizations/${organizationId}`
  let connectionId: string | undefined
  const connection = async () => {
    if (connectionId !== undefined) return connectionId
    connectionId = randomUUID()
    await api.ownerDatabase.asOwner(
      `insert into connections (id, organization_id, provider_id, kind, name, simulated, sets, config, credential, health, health_since)
       values ($1, $2, 'lighthouse', 'lamp', 'Coast', false, '{}', '{}', '{}', 'connected', now())`,
      [connectionId, organizationId],
    )
    return connectionId
  }
  return {
    owner,
    organizationId,
    base,
    /** Tenants with these names, and their ids in that order. */
    tenants: async (...names: string[]): Promise<string[]> => {
      const owned = { organizationId, connectionId: await connection() }
      const known = await api.ownerDatabase.asOwner<{ tenantId: string; name: string }>(
        `select provider_tenant_id as "tenantId", name from tenants where organization_id = $1`,
        [organizationId],
      )
      const added = names.map((name) => ({ tenantId: randomUUID(), name }))
      const listed = [...known, ...added].map((one) => ({ ...one, domains: [], own: false, relationships: [] }))
      const { appeared } = await api.database.inOrganization(organizationId, (tx) =>
        storeList(tx, owned, listed, new Date()),
      )
      return names.map((name) => appeared.find((one) => one.name === name)?.id ?? '')
    },
    /** What an assessment found of a control. */
    found: async (
      tenantId: string,
      control: string,
      verdict: Verdict,
      more: { cause?: Cause; licence?: string; wouldPassWith?: object; reason?: string } = {},
    ): Promise<void> => {
      await api.ownerDatabase.asOwner('delete from verdicts where tenant_id = $1 and control = $2', [tenantId, control])
      await api.ownerDatabase.asOwner(
        `insert into verdicts (organization_id, tenant_id, control, hash, verdict, cause, reason, evidence, warnings, licence,
           permissions, would_pass_with, since, since_at)
         values ($1, $2, $3, ''::bytea, $4, $5, $6, '[]', '{}', $7, '{}', $8, 1, now())`,
        [
          organizationId,
          tenantId,
          control,
          verdict,
          more.cause ?? null,
          more.reason ?? `It is ${verdict}.`,
          more.licence ?? null,
          more.wouldPassWith ? JSON.stringify(more.wouldPassWith) : null,
        ],
      )
    },
    get: async <T>(path: string, person = owner): Promise<T> =>
      (await person.browser.get(`${base}${path}`).expect(200)).body as T,
    /** The latest entry of the audit log with this action. */
    logged: async (action: string): Promise<{ summary: string; details: Record<string, unknown>; actor: object }> => {
      const { body } = await owner.browser.get(`${base}/audit?action=${action}&limit=1`).expect(200)
      return (body as { items: [{ summary: string; details: Record<string, unknown>; actor: object }] }).items[0]
    },
  }
}

export type Coast = Awaited<ReturnType<typeof startCoast>>

/** A moment so many days from now. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
