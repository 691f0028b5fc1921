import { Injectable } from '@nestjs/common'
import type { ProviderPlugin, ProviderScore, ScoreReport } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { SnapshotFacts } from '../snapshots/snapshot-facts.js'

/** A provider that scores tenants. */
export type ScoringPlugin = ProviderPlugin & { score: ProviderScore }

/** A snapshot that a score was read in. */
export interface ScoredSnapshot {
  number: string
  takenAt: Date
}

/** What became of a score: the report, that the provider gave none, or why what it is made of was not read. */
export type FoundScore =
  | { status: 'given'; snapshot: ScoredSnapshot; report: ScoreReport }
  | { status: 'none'; snapshot: ScoredSnapshot }
  | { status: 'notRead'; snapshot: ScoredSnapshot | null; reason: string }

/** Makes scores of providers from what snapshots read. */
@Injectable()
export class ProviderScoreFacts {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
    private readonly facts: SnapshotFacts,
  ) {}

  /** The providers that score tenants and are switched on in the organization of the transaction. */
  async plugins(tx: EntityManager): Promise<ScoringPlugin[]> {
    const off = await this.switches.off(tx)
    return this.registry
      .all()
      .filter((plugin): plugin is ScoringPlugin => plugin.score !== undefined)
      .filter(({ id }) => !off.has(id) && !this.registry.isOff(id))
  }

  /** From the newest snapshot that read all that the score is made of. */
  async of(organizationId: string, tenantId: string, { name, score }: ScoringPlugin): Promise<FoundScore> {
    const needs = score.needs.map(({ id }) => id)
    const { latest, read } = await this.database.inOrganization(organizationId, async (tx) => ({
      latest: await newest(tx, tenantId, 'true', []),
      read: await newest(tx, tenantId, READ_ALL, [needs, needs.length]),
    }))
    if (!latest) return { status: 'notRead', snapshot: null, reason: 'No snapshot of this tenant was taken yet.' }
    const snapshot = read ?? latest
    const facts = await this.facts.of(organizationId, tenantId, Number(snapshot.number), needs)
    for (const need of score.needs) {
      const reading = facts.read(need)
      if (reading.status !== 'read') return { status: 'notRead', snapshot, reason: whyNot(need.name, reading) }
    }
    const report = score.report(facts)
    return report ? { status: 'given', snapshot, report } : { status: 'none', snapshot }

    function whyNot(what: string, reading: Exclude<ReturnType<typeof facts.read>, { status: 'read' }>): string {
      switch (reading.status) {
        case 'notPermitted':
          return `“${what}” may not be read: ${reading.permissions.join(' or ')} is missing.`
        case 'notLicensed':
          return `“${what}” can only be read with ${reading.licence}.`
        case 'error':
          return `“${what}” could not be read from ${name}: ${reading.problem.why}`
        default:
          return reading.reason
      }
    }
  }
}

/** SQL over a snapshot `s`: everything that `$2` names was read. */
export const READ_ALL = `(select count(*) from snapshot_resources r
  where r.snapshot_id = s.id and r.resource = any($2) and r.status = 'read') = $3`

async function newest(
  tx: EntityManager,
  tenantId: string,
  which: string,
  params: unknown[],
): Promise<ScoredSnapshot | undefined> {
  const [row] = await tx.query<{ number: string; started_at: Date }[]>(
    `select s.id::text as number, s.started_at from snapshots s
     where s.tenant_id = $1 and s.status in ('complete', 'partial') and ${which} order by s.id desc limit 1`,
    [tenantId, ...params],
  )
  return row && { number: row.number, takenAt: row.started_at }
}
