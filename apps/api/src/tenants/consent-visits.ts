import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import type { ConsentVisit, ConsentVisitPage, OpenedHandover } from './consent.dto.js'
import { tenantRow } from './tenant-rows.js'

interface VisitRow {
  id: string
  asked_by: { name: string }
  handover_id: string | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
  returns_here: boolean
  outcome: ConsentVisit['outcome']
  problem: ProblemFacts | null
}

const COLUMNS = 'id, asked_by, handover_id, created_at, expires_at, used_at, returns_here, outcome, problem'

/** The visits to a tenant's consent page, and what came back from each. */
@Injectable()
export class ConsentVisits {
  constructor(private readonly database: Database) {}

  list(
    organizationId: string,
    tenantId: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<z.output<typeof ConsentVisitPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const { id } = await tenantRow(tx, tenantId)
      const [before, beforeId] = cursor ? decodeCursor(cursor, z.tuple([z.string(), z.guid()])) : [null, null]
      const rows = await tx.query<(VisitRow & { position: string })[]>(
        `select ${COLUMNS}, created_at::text as position from consent_requests
         where tenant_id = $1 and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
         order by created_at desc, id desc limit $2`,
        [id, limit + 1, before, beforeId],
      )
      const { items, nextCursor } = toPage(rows, limit, (row) => [row.position, row.id])
      return {
        items: items.map((row) => ({
          ...viewOf(row),
          askedBy: row.asked_by.name,
          handover: row.handover_id !== null,
        })),
        nextCursor,
      }
    })
  }
}

/** The latest visit that began on a handover link. */
export async function latestVisitOf(tx: EntityManager, handoverId: string): Promise<OpenedHandover['visit']> {
  const [row] = await tx.query<VisitRow[]>(
    `select ${COLUMNS} from consent_requests where handover_id = $1 order by created_at desc, id desc limit 1`,
    [handoverId],
  )
  return row ? viewOf(row) : null
}

function viewOf(row: VisitRow) {
  return {
    id: row.id,
    askedAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    returnsHere: row.returns_here,
    endedAt: row.used_at?.toISOString() ?? null,
    outcome: row.outcome,
    problem: row.problem,
  }
}
