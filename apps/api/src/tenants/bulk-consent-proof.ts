import { Injectable } from '@nestjs/common'
import { type BulkConsentProgress, type ConsentRequest, type ProblemFacts, problemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { ConnectionsService } from '../connections/connections.service.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { noteTries, type OpenItem, stillOpen } from './bulk-consent-items.js'
import type { Onboarding } from './onboarding.js'
import { type KeptFinding, TenantFindings } from './tenant-findings.js'
import { tenantBriefs } from './tenant-rows.js'
import { type EndedItem, type RunRow, TenantRuns } from './tenant-runs.js'
import { type OpenedConnections, TenantVerifier } from './tenant-verifier.js'
import { bulkConsentFailed, noConsent } from './tenants.errors.js'

const AT_ONCE = 16
const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 60_000
/** A provider that does not answer may have been fast nevertheless. */
const SILENT_PAUSE_MS = 20_000
/** How long after the provider's word a grant may take to show in tokens. */
const SPREAD_MS = 600_000

/** The connection whose app is consented to, and when each tenant is to be tried next. */
export interface Proof {
  row: ConnectionRow
  request: ConsentRequest
  opened: OpenedConnections
  tries: Map<string, { count: number; next: number; doneSince?: number }>
}

type Said = ReadonlyMap<string, BulkConsentProgress> | undefined

/** Proves consent by signing in to tenants with our own app, whatever the provider says. */
@Injectable()
export class BulkConsentProof {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly verifier: TenantVerifier,
    private readonly findings: TenantFindings,
    private readonly runs: TenantRuns,
    private readonly events: Events,
  ) {}

  async open(run: RunRow): Promise<Proof> {
    const row = await this.connections.inUse(run.organization_id, run.connection_id)
    const opened = await this.verifier.open(row)
    const { plugin, setup } = opened.own.opened
    const request = plugin.capabilities?.consent?.request(setup)
    if (!request) throw noConsent({ name: row.name })
    return { row, request, opened, tries: new Map() }
  }

  /** Signs in where it is time, ends what is decided, and says how many that were. */
  async prove(proof: Proof, run: RunRow, open: readonly OpenItem[], said: Said, late: boolean): Promise<number> {
    const due = open.filter((item) => late || isDue(proof, item, said)).map(({ tenantId }) => tenantId)
    const tries = due.flatMap((tenantId) => {
      const { next, doneSince } = proof.tries.get(tenantId) ?? {}
      if (next === undefined) return []
      const provingSince = doneSince === undefined ? null : new Date(doneSince)
      return [{ tenantId, provingSince, nextTryAt: new Date(next) }]
    })
    if (tries.length > 0) {
      await this.database.inOrganization(run.organization_id, (tx) => noteTries(tx, run.id, tries))
    }
    return this.proveAll(proof, run, due, said, late)
  }

  /** Signs in to each of these tenants. */
  async proveAll(proof: Proof, run: RunRow, tenantIds: readonly string[], said?: Said, late = false): Promise<number> {
    let ended = 0
    for (let from = 0; from < tenantIds.length; from += AT_ONCE) {
      ended += await this.proveSome(proof, run, tenantIds.slice(from, from + AT_ONCE), said, late)
    }
    return ended
  }

  writeCalls(tx: EntityManager, { opened }: Proof): Promise<void> {
    return this.verifier.writeCalls(tx, opened)
  }

  private async proveSome(
    proof: Proof,
    run: RunRow,
    tenantIds: readonly string[],
    said: Said,
    late: boolean,
  ): Promise<number> {
    const rows = await this.database.inOrganization(run.organization_id, async (tx) =>
      tenantBriefs(tx, await stillOpen(tx, run.id, tenantIds)),
    )
    if (rows.length === 0) return 0
    const looked = await Promise.all(rows.map((row) => this.verifier.tryToLook(row, proof.opened)))
    const found = looked.flatMap((one) => ('check' in one ? [one] : []))
    const failed = looked.flatMap((one) => ('problem' in one && late ? [one] : []))
    const { kept, ended } = await this.database.inOrganization(run.organization_id, async (tx) => {
      await this.verifier.hold(tx, proof.opened)
      const done = await this.findings.keep(tx, found)
      const decided = done.flatMap((finding) => verdict(proof, run, finding, said, late))
      await this.runs.finishItems(tx, run.id, [...decided, ...failed])
      await this.writeCalls(tx, proof)
      await this.findings.record(tx, done)
      return { kept: done, ended: decided.length + failed.length }
    })
    const moved = kept.filter((one) => one.moved).map(({ tenantId: id }) => ({ id }))
    this.events.publishAll(run.organization_id, 'tenant.changed', moved)
    await this.runs.tell(run.organization_id, run.id)
    return ended
  }
}

/** Sooner at first and where the provider has spoken, later the longer nothing shows. */
function isDue({ tries }: Proof, item: OpenItem, said: Said): boolean {
  const status = said?.get(item.providerTenantId.toLowerCase())?.status
  const spoken = status === 'done' || status === 'failed' || (status === undefined && item.stage === 'proving')
  if (!spoken && said !== undefined) return false
  const now = Date.now()
  const { count, next, ...rest } = tries.get(item.tenantId) ?? { count: 0, next: spoken ? now : now + SILENT_PAUSE_MS }
  const due = next <= now
  const pause = Math.min((spoken ? FIRST_PAUSE_MS : SILENT_PAUSE_MS) * 2 ** count, LONGEST_PAUSE_MS)
  tries.set(item.tenantId, {
    count: due ? count + 1 : count,
    next: due ? now + pause : next,
    ...rest,
    ...(spoken && rest.doneSince === undefined && { doneSince: item.provingSince?.getTime() ?? now }),
  })
  return due
}

/** How the work on a tenant ended, if a sign-in there decides it. */
function verdict({ tries }: Proof, run: RunRow, finding: KeptFinding, said: Said, late: boolean): EndedItem[] {
  const { tenantId, row, after } = finding
  if (after.consent.status === 'granted' && !after.consent.problem) return [{ tenantId, problem: undefined }]
  const progress = said?.get(row.providerTenantId.toLowerCase())
  const doneSince = tries.get(tenantId)?.doneSince
  const spread = doneSince !== undefined && Date.now() - doneSince > SPREAD_MS
  const refused = progress?.status === 'failed'
  if (!late && !spread && !refused) return []
  // Where no sign-in could be tried, there is still time for one.
  if (!late && after.consent.problem?.retryable) return []
  return [{ tenantId, problem: problemOf(run, row.name, after, progress) }]
}

function problemOf(
  run: RunRow,
  tenant: string,
  { consent }: Onboarding,
  progress: BulkConsentProgress | undefined,
): ProblemFacts {
  if (consent.problem?.retryable) return consent.problem
  const shown =
    consent.missing.length > 0 ? `${consent.missing.join(', ')} not granted` : 'the app has no consent there'
  const pending = progress === undefined || progress.status === 'queued' || progress.status === 'running'
  const reason = progress?.reason ?? (pending ? 'it did not finish in time' : shown)
  return problemFacts(bulkConsentFailed({ provider: run.via?.provider ?? 'The provider', tenant, reason }))
}
