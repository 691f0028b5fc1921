import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { notFound } from '../http/errors.js'
import type { Actor } from '../http/authentication.js'
import type { Assessment, assessmentStatuses, evidences, scopes, Selection, tenantStatuses } from './assessments.dto.js'
import type { TenantAssessment } from './assessments.dto.js'
import type { Source } from './catalogue.js'
import type { Pace } from './pace.js'
import type { Score, Tally } from './score.js'

export type AssessmentStatus = (typeof assessmentStatuses)[number]
export type TenantStatus = (typeof tenantStatuses)[number]
export type Scope = (typeof scopes)[number]
export type EvidenceKept = (typeof evidences)[number]

export interface AssessmentRow {
  id: string
  organization_id: string
  name: string
  selection: z.output<typeof Selection>
  frameworks: string[]
  scope: Scope
  evidence: EvidenceKept
  status: AssessmentStatus
  total: number
  done: number
  failed: number
  without_consent: number
  judged_by: Source[]
  schedule_id: string | null
  started_by: Pick<Actor, 'kind' | 'id' | 'name'>
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  problem: ProblemFacts | null
  collecting: number
  evaluating: number
  /** When the latest of those under way was begun. */
  last_begun_at: Date | null
}

/** The scores of a tenant at the end of one of its assessments. */
export interface StoredScores {
  overall: Score
  frameworks: Record<string, Score>
  areas: Record<string, Score>
  severities: Record<string, Score>
}

export interface TenantAssessmentRow {
  id: number
  organization_id: string
  assessment_id: string
  tenant_id: string
  position: number
  status: TenantStatus
  snapshot_id: number | null
  resources_total: number
  resources_done: number
  controls_total: number
  controls_done: number
  controls: string[] | null
  counts: Tally | null
  scores: StoredScores | null
  changed: number | null
  started_at: Date | null
  ended_at: Date | null
  problem: ProblemFacts | null
  assessment: string
  name: string
  slug: string
  own: boolean
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** SQL: assessments `a`, each with how many of its tenants are under way. */
export const ASSESSMENTS = `select a.*, coalesce(open.collecting, 0) as collecting, coalesce(open.evaluating, 0) as evaluating,
    open.last_begun_at
  from assessments a left join lateral (
    select count(*) filter (where t.status = 'collecting')::int as collecting,
      count(*) filter (where t.status = 'evaluating')::int as evaluating,
      max(t.started_at) filter (where t.status in ('collecting', 'evaluating')) as last_begun_at
    from tenant_assessments t where t.assessment_id = a.id and a.ended_at is null) open on true`

/** SQL: the part of assessments `i` that concerns one tenant `t` each. */
export const TENANT_ASSESSMENTS = `select i.id::float8 as id, i.organization_id, i.assessment_id, i.tenant_id, i.position, i.status,
    i.snapshot_id::float8 as snapshot_id, i.resources_total, i.resources_done, i.controls_total, i.controls_done, i.controls,
    i.counts, i.scores, i.changed, i.started_at, i.ended_at, i.problem, a.name as assessment, t.name, t.slug, t.own
  from tenant_assessments i join assessments a on a.id = i.assessment_id join tenants t on t.id = i.tenant_id`

/** SQL: the part of an assessment `i` came to its end, whatever it was; nobody called it off. */
export const CAME_TO_ITS_END = `i.status in ('succeeded', 'failed', 'withoutConsent')`

/** An assessment of the organization of the transaction. Throws `not_found`. */
export async function assessmentRow(tx: EntityManager, id: string): Promise<AssessmentRow> {
  const [row] = UUID.test(id) ? await tx.query<AssessmentRow[]>(`${ASSESSMENTS} where a.id = $1`, [id]) : []
  if (!row) throw notFound({ what: 'assessment' })
  return row
}

/** An assessment as the API shows it. */
export function viewOf(row: AssessmentRow, pace: Pace, now = new Date()): z.output<typeof Assessment> {
  const open = row.total - row.done
  const waiting = open - row.collecting - row.evaluating
  return {
    id: row.id,
    name: row.name,
    frameworks: row.frameworks,
    scope: row.scope,
    evidence: row.evidence,
    status: row.status,
    tenants: {
      total: row.total,
      done: row.done,
      failed: row.failed,
      withoutConsent: row.without_consent,
      waiting: row.ended_at ? 0 : waiting,
      collecting: row.collecting,
      evaluating: row.evaluating,
    },
    secondsLeft: row.ended_at ? null : pace.secondsLeft({ open, waiting, lastBegunAt: row.last_begun_at }, now),
    judgedBy: row.judged_by,
    scheduleId: row.schedule_id,
    startedBy: row.started_by.name,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    problem: row.problem,
  }
}

/** The part of an assessment that concerns one tenant, as the API shows it. */
export function tenantViewOf(
  row: TenantAssessmentRow,
  pace: Pace,
  now = new Date(),
): z.output<typeof TenantAssessment> {
  const underWay = row.status === 'collecting' || row.status === 'evaluating'
  return {
    number: row.id,
    assessmentId: row.assessment_id,
    assessment: row.assessment,
    tenant: tenantRefOf(row),
    status: row.status,
    snapshot: row.snapshot_id,
    resources: { done: row.resources_done, total: row.resources_total },
    controls: { done: row.controls_done, total: row.controls_total },
    partial: row.controls !== null,
    changed: row.changed,
    score: row.scores?.overall ?? null,
    secondsLeft: underWay && row.started_at ? pace.secondsLeftSince(row.started_at, now) : null,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    problem: row.problem,
  }
}

/** A tenant as results name it. */
export function tenantRefOf(row: { tenant_id: string; name: string; slug: string; own: boolean }) {
  return { id: row.tenant_id, name: row.name, slug: row.slug, own: row.own }
}
