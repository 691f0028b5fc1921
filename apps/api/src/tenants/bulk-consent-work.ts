import { setTimeout as wait } from 'node:timers/promises'
import { Injectable, Logger } from '@nestjs/common'
import {
  type BulkConsent,
  type BulkConsentProgress,
  type PluginClient,
  problemFacts,
  tenantNotManaged,
} from '@tenantry/core'
import { ConnectionClients, type OpenClient } from '../connections/connection-clients.js'
import { ConnectionsService } from '../connections/connections.service.js'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { askedInVain } from './cancelled-runs.js'
import { BulkConsentProof, type Proof } from './bulk-consent-proof.js'
import { enterPhase, noteItems, openItems, type OpenItem, workOn } from './bulk-consent-items.js'
import { refOf, type TenantBrief, tenantBriefs } from './tenant-rows.js'
import { type EndedItem, type ItemStage, type RunRow, TenantRuns } from './tenant-runs.js'
import { noBulkConsent } from './tenants.errors.js'

/** One job does this much of a run at most; the schedule queues the rest. */
const SLICE_MS = 600_000
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 10_000

const STAGES: Record<BulkConsentProgress['status'], ItemStage> = {
  queued: 'asked',
  running: 'working',
  done: 'proving',
  failed: 'proving',
  unreachable: 'asked',
}

/** What a run works with. */
interface Work {
  run: RunRow
  via: { row: ConnectionRow; opened: OpenClient; bulk: BulkConsent<PluginClient> }
  proof: Proof
}

/**
 * Consent in many tenants by a provider. Each phase ends in the transaction that keeps what it brought, so that whatever
 * happens to a process the run goes on with the phase it was in: the provider is asked once its ticket is stored, and
 * never again.
 */
@Injectable()
export class BulkConsentWork {
  private readonly logger = new Logger('Tenants')

  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly clients: ConnectionClients,
    private readonly runs: TenantRuns,
    private readonly proofs: BulkConsentProof,
  ) {}

  async work(run: RunRow, signal: AbortSignal): Promise<void> {
    const via = await this.provider(run)
    const work = { run, via, proof: await this.proofs.open(run) }
    try {
      if (run.phase === null || run.phase === 'reaching') await this.reach(work)
      if (run.phase !== 'waiting') await this.ask(work)
      await this.follow(work, signal)
    } finally {
      await this.writeCalls(work)
    }
    signal.throwIfAborted()
  }

  private async provider(run: RunRow): Promise<Work['via']> {
    if (!run.via) throw noBulkConsent({})
    const row = await this.connections.inUse(run.organization_id, run.via.id)
    const opened = await this.clients.of(row, run.started_by, 'to consent in tenants')
    const bulk = opened.plugin.capabilities?.bulkConsent
    if (!bulk) throw noBulkConsent({})
    return { row, opened, bulk }
  }

  /** Finds out which tenants the provider reaches. Where a sign-in shows consent already, nothing is asked for. */
  private async reach(work: Work): Promise<void> {
    const { run, via } = work
    await this.inside(run, (tx) => enterPhase(tx, run.id, 'reaching'))
    await this.runs.tell(run.organization_id, run.id)
    await this.proveFirst(work, ({ consentStatus }) => consentStatus === 'granted')
    const wanting = await this.inside(run, async (tx) => tenantBriefs(tx, idsOf(await openItems(tx, run.id))))
    const answers = wanting.length === 0 ? [] : await via.bulk.reach(via.opened.client, wanting.map(refOf))
    const answerOf = new Map(answers.map((answer) => [answer.tenantId.toLowerCase(), answer]))
    const beyond = wanting.flatMap(({ id, name, providerTenantId }): EndedItem[] => {
      const answer = answerOf.get(providerTenantId.toLowerCase())
      if (answer && !answer.problem) return []
      const unknown = { provider: via.opened.plugin.name, tenant: name, reason: 'it does not know the tenant' }
      return [{ tenantId: id, unreachable: true, problem: problemFacts(answer?.problem ?? tenantNotManaged(unknown)) }]
    })
    await this.inside(run, async (tx) => {
      if (!(await enterPhase(tx, run.id, 'asking'))) return
      await workOn(tx, run.id, idsOf(beyond), null)
      await this.runs.finishItems(tx, run.id, beyond)
    })
    await this.runs.tell(run.organization_id, run.id)
  }

  /** Asks the provider, and keeps its ticket before anything else is done with it. */
  private async ask(work: Work): Promise<void> {
    const { run, via, proof } = work
    // A process that is gone may have asked already, and its ticket may be gone with it.
    if (run.phase === 'asking') await this.proveFirst(work, () => true)
    const tenants = await this.inside(run, async (tx) => tenantBriefs(tx, idsOf(await openItems(tx, run.id))))
    const order = { request: proof.request, name: `Tenantry: ${proof.row.name}`, tenants: tenants.map(refOf) }
    const ticket = tenants.length === 0 ? null : await via.bulk.start(via.opened.client, order)
    await this.inside(run, async (tx) => {
      const seconds = via.bulk.deadlineSeconds(tenants.length)
      const ids = tenants.map(({ id }) => id)
      if (await enterPhase(tx, run.id, 'waiting', { ticket, seconds })) await workOn(tx, run.id, ids, 'asked')
      else await askedInVain(tx, run.id, ids)
    })
  }

  /** Ends tenants in which a sign-in shows consent before anything is asked for. */
  private async proveFirst({ run, proof }: Work, which: (row: TenantBrief) => boolean): Promise<void> {
    const ids = await this.inside(run, async (tx) => {
      const rows = await tenantBriefs(tx, idsOf(await openItems(tx, run.id)))
      const chosen = rows.filter(which).map(({ id }) => id)
      await workOn(tx, run.id, chosen, null)
      return chosen
    })
    await this.proofs.proveAll(proof, run, ids)
  }

  /** Asks how far the provider is, and proves what it says, until nothing is left or the time is over. */
  private async follow(
    { run: { id, organization_id: organizationId }, via, proof }: Work,
    signal: AbortSignal,
  ): Promise<void> {
    const until = Date.now() + SLICE_MS
    let pause = FIRST_PAUSE_MS
    while (!signal.aborted && Date.now() < until) {
      const { run, open } = await this.database.inOrganization(organizationId, async (tx) => ({
        run: await this.runs.get(tx, id),
        open: await openItems(tx, id),
      }))
      await this.runs.tell(organizationId, id)
      if (run.status !== 'running' || open.length === 0) return
      const said = await this.poll(via, run)
      await this.keep(run, via, open, said)
      const late = run.deadline_at !== null && run.deadline_at.getTime() <= Date.now()
      const ended = await this.proofs.prove(proof, run, open, said, late)
      pause = ended > 0 ? FIRST_PAUSE_MS : Math.min(pause * 1.5, LONGEST_PAUSE_MS)
      if (ended < open.length) await wait(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** What the provider says, tenant by tenant. Undefined where it does not answer: proof goes on without it. */
  private async poll(
    { opened, bulk }: Work['via'],
    run: RunRow,
  ): Promise<ReadonlyMap<string, BulkConsentProgress> | undefined> {
    if (run.ticket === null) return undefined
    try {
      const progress = await bulk.poll(opened.client, run.ticket)
      return new Map(progress.map((one) => [one.tenantId.toLowerCase(), one]))
    } catch (error) {
      this.logger.warn({ err: error, run: run.id }, `${opened.plugin.name} does not say how far it is`)
      return undefined
    }
  }

  private async keep(
    run: RunRow,
    { opened }: Work['via'],
    open: readonly OpenItem[],
    said: ReadonlyMap<string, BulkConsentProgress> | undefined,
  ): Promise<void> {
    const news = open.flatMap((item) => {
      const progress = said?.get(item.providerTenantId.toLowerCase())
      return progress ? [{ item, progress }] : []
    })
    const notes = news
      .map(({ item, progress }) => ({ ...item, stage: STAGES[progress.status], note: progress.reason ?? null }))
      .filter(({ stage, note }, index) => stage !== news[index]?.item.stage || note !== news[index]?.item.note)
    const beyond = news.filter(({ progress }) => progress.status === 'unreachable')
    if (notes.length + beyond.length === 0) return
    await this.inside(run, async (tx) => {
      await noteItems(tx, run.id, notes)
      const tenants = await tenantBriefs(tx, idsOf(beyond.map(({ item }) => item)))
      const ended = tenants.map(({ id, name }) => {
        const reason = beyond.find(({ item }) => item.tenantId === id)?.progress.reason ?? 'it says no more'
        const problem = problemFacts(tenantNotManaged({ provider: opened.plugin.name, tenant: name, reason }))
        return { tenantId: id, unreachable: true, problem }
      })
      await this.runs.finishItems(tx, run.id, ended)
    })
  }

  private async writeCalls({ run, via: { row, opened }, proof }: Work): Promise<void> {
    await this.inside(run, async (tx) => {
      await opened.calls.flush(tx, {
        organizationId: row.organizationId,
        connectionId: row.id,
        granted: row.granted,
        lattice: opened.plugin.lattice,
      })
      await this.proofs.writeCalls(tx, proof)
    })
  }

  private inside<T>(run: RunRow, work: Parameters<typeof this.database.inOrganization<T>>[1]): Promise<T> {
    return this.database.inOrganization(run.organization_id, work)
  }
}

function idsOf(items: readonly { tenantId: string }[]): string[] {
  return items.map(({ tenantId }) => tenantId)
}
