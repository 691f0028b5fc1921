import type { EntityManager } from 'typeorm'
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
