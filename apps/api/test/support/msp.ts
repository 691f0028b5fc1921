import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startSimulator } from '@tenantry/simulator'
import { expect, vi } from 'vitest'
import type { z } from 'zod'
import type { Connection } from '../../src/connections/connections.dto.js'
import type { TenantPage, TenantRun, TenantRunItemPage, TenantSummary } from '../../src/tenants/tenants.dto.js'
import { Door } from './door.js'
import { setupOf, type SimulatedApp } from './microsoft.js'
import { startProcess } from './process.js'

type Run = z.output<typeof TenantRun>
type Item = z.output<typeof TenantRunItemPage>['items'][number]

interface AuditEntry {
  action: string
  subject: { id: string }
}

/** A partner with fifty customers, whose installation runs as a process that can be killed and started again. */
export async function startMsp() {
  const simulator = await startSimulator({ scenario: 'msp-50' })
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-msp-'))
  const door = await Door.before(simulator.url)
  const start = () =>
    startProcess(dataDir, {
      SIMULATOR_URL: door.url,
      LOG_LEVEL: 'warn',
      HEALTH_CHECK_SECONDS: '3600',
      JOBS_LOCK_SECONDS: '5',
    })
  let api = await start()
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const { body: organizations } = await api.agent.get('/api/v1/organizations').expect(200)
  const base = `/api/v1/organizations/${(organizations as { items: [{ id: string }] }).items[0].id}`
  const get = async <T>(path: string): Promise<T> => (await api.agent.get(`${base}${path}`).expect(200)).body as T
  const post = async <T>(path: string, body: object, status: number): Promise<T> =>
    (await api.agent.post(`${base}${path}`).send(body).expect(status)).body as T
  const ended = async (id: string): Promise<Run> => {
    let run: Run | undefined
    await vi.waitFor(
      async () => {
        run = await get<Run>(`/tenant-runs/${id}`)
        expect(run.endedAt).not.toBeNull()
      },
      { timeout: 150_000, interval: 250 },
    )
    return run as Run
  }
  return {
    simulator,
    door,
    app,
    get,
    post,
    ended,
    connect: (sets: readonly string[] = ['users', 'groups', 'exchange', 'directory']) =>
      post<Connection>('/connections', setupOf(app, { kind: 'partnerApp', name: 'Meridian', sets: [...sets] }), 201),
    /** Connects the partner's CIPP. */
    connectCipp: () => {
      const client = simulator.apps.find((one) => one.kind === 'cipp' && one.client === 'editor') as SimulatedApp
      const baseUrl = `https://${new URL(simulator.cipp ?? '').pathname.slice(1)}`
      const { tenantId, clientId, clientSecret } = client
      return post<Connection>(
        '/connections',
        {
          providerId: 'cipp',
          kind: 'apiClient',
          name: 'CIPP',
          simulated: true,
          sets: ['bulkConsent'],
          config: { baseUrl, tenantId, clientId },
          credential: { kind: 'clientSecret', values: { clientSecret } },
        },
        201,
      )
    },
    beginBulkConsent: async (tenantIds: readonly string[]): Promise<Run> => {
      const { runs } = await post<{ runs: [Run] }>('/bulk-consents', { tenantIds }, 202)
      return runs[0]
    },
    beginSync: (connection: Connection) => post<Run>(`/connections/${connection.id}/tenant-syncs`, {}, 202),
    beginVerification: async (): Promise<Run> => {
      const { runs } = await post<{ runs: [Run] }>('/tenant-verifications', { filter: {} }, 202)
      return runs[0]
    },
    tenants: async (): Promise<TenantSummary[]> => (await get<z.output<typeof TenantPage>>('/tenants?limit=200')).items,
    items: async (run: Run): Promise<Item[]> =>
      (await get<z.output<typeof TenantRunItemPage>>(`/tenant-runs/${run.id}/items?limit=200`)).items,
    audit: async (): Promise<AuditEntry[]> => {
      const { text } = await api.agent.get(`${base}/audit/export`).buffer(true).expect(200)
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as AuditEntry)
    },
    /** Ends the process without a warning, after so many more calls to the cloud and a moment. */
    killAfter: async (calls: number, milliseconds: number): Promise<void> => {
      const goal = door.seen.length + calls
      const patience = Date.now() + 5000
      while (door.seen.length < goal && Date.now() < patience) await wait(1)
      await wait(milliseconds)
      await api.kill('SIGKILL')
      api = await start()
    },
    stop: async (): Promise<void> => {
      await api.kill('SIGTERM')
      await door.close()
      await simulator.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type Msp = Awaited<ReturnType<typeof startMsp>>
