import type { ConnectionTest } from '@tenantry/core'
import type { EntityManager } from 'typeorm'

/** A gap longer than this between two checks is time we know nothing about, unless checks are to be further apart. */
export const UNKNOWN_AFTER_SECONDS = 1800

/**
 * Writes what a check found into the history: the span goes on while health and cause stay the same and checks follow each
 * other, and a new one begins otherwise. Time between spans is unknown, not well.
 */
export async function recordHealth(
  tx: EntityManager,
  connection: { organizationId: string; id: string },
  test: Pick<ConnectionTest, 'health' | 'problem'>,
  at: Date,
  unknownAfterSeconds = UNKNOWN_AFTER_SECONDS,
): Promise<void> {
  const [last]: { id: string; health: string; code: string | null; until_at: Date }[] = await tx.query(
    `select id, health, problem ->> 'code' as code, until_at from health_spans
     where connection_id = $1 order by until_at desc, id desc limit 1`,
    [connection.id],
  )
  const goesOn = last && at.getTime() - last.until_at.getTime() <= unknownAfterSeconds * 1000
  if (goesOn) await tx.query('update health_spans set until_at = greatest(until_at, $2) where id = $1', [last.id, at])
  if (goesOn && last.health === test.health && last.code === (test.problem?.code ?? null)) return
  await tx.query(
    `insert into health_spans (organization_id, connection_id, health, problem, from_at, until_at)
     values ($1, $2, $3, $4, $5, $5)`,
    [connection.organizationId, connection.id, test.health, test.problem ? JSON.stringify(test.problem) : null, at],
  )
}
