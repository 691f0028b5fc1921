import type { EntityManager, QueryDeepPartialEntity } from 'typeorm'
import { notFound } from '../http/errors.js'
import { ConnectionRow } from './connection.entity.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The connection with this id in the organization of the transaction. Throws `not_found`. */
export async function connectionRow(
  tx: EntityManager,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ConnectionRow> {
  const row = UUID.test(id)
    ? await tx.findOne(ConnectionRow, {
        where: { id },
        ...(options.lock && { lock: { mode: 'pessimistic_write' as const } }),
      })
    : null
  if (!row) throw notFound({ what: 'connection' })
  return row
}

/** Changes a row; with a version, only if it still is at that version. Says whether it did. */
export async function changeRow(
  tx: EntityManager,
  which: { id: string; version?: number },
  changes: Partial<ConnectionRow>,
): Promise<boolean> {
  // TypeORM's type for a change takes JSON columns apart; ours are stored whole.
  const { affected } = await tx.update(ConnectionRow, which, changes as QueryDeepPartialEntity<ConnectionRow>)
  return affected === 1
}
