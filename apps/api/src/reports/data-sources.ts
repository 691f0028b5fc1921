import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { Catalogue } from '../assessments/catalogue.js'
import type { ReportSource } from './report-model.js'
import type { Pin } from './report-pins.js'

interface SourceRow {
  snapshot_id: number
  resource: string
  status: ReportSource['status']
  detail: { reason?: string; permissions?: string[]; licence?: string; problem?: ProblemFacts } | null
  provider: string | null
  objects: number | null
  read_at: Date | null
}

/** What was read of these tenants for the controls of a report, and what was not. */
export async function dataSources(
  tx: EntityManager,
  pins: readonly Pin[],
  resources: readonly string[],
  { catalogue, providerName }: { catalogue: Catalogue; providerName: (id: string) => string },
): Promise<(snapshot: number) => ReportSource[]> {
  const rows = await tx.query<SourceRow[]>(
    `select snapshot_id::float8 as snapshot_id, resource, case when status in ('waiting', 'reading') then 'notRead' else status end as status,
       detail, provider, objects, read_at
     from snapshot_resources where snapshot_id = any($1::bigint[]) and resource = any($2::text[]) order by resource`,
    [pins.flatMap(({ snapshot }) => snapshot?.number ?? []), resources],
  )
  const sourceOf = ({ resource, status, detail, provider, objects, read_at }: SourceRow): ReportSource => ({
    resource,
    name: catalogue.resources.get(resource)?.name ?? resource,
    status,
    objects,
    readAt: read_at?.toISOString() ?? null,
    through: provider === null ? null : providerName(provider),
    why: status === 'read' ? null : whyOf(detail ?? {}),
    requestId: detail?.problem?.provenance?.requestId ?? null,
  })
  return (snapshot) => rows.filter((row) => row.snapshot_id === snapshot).map(sourceOf)
}

function whyOf({ reason, permissions, licence, problem }: NonNullable<SourceRow['detail']>): string | null {
  if (problem) return problem.why
  if (permissions && permissions.length > 0) return `${permissions.join(' or ')} is missing.`
  if (licence !== undefined) return `It can only be read with ${licence}.`
  return reason ?? null
}
