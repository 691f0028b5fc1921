import type { EntityManager } from 'typeorm'

/** How long a snapshot belongs to a process that does not say that it still works on it. */
const LEASE_SECONDS = 30
export const RENEW_MS = 10_000

/** The snapshot belongs to another process now, or was called off. */
export class LeaseLost extends Error {}

/** Takes a snapshot on which nobody works. Says whether it did. */
export async function claim(tx: EntityManager, snapshotId: number, lease: string): Promise<boolean> {
  const [, changed] = await tx.query<[unknown[], number]>(
    `update snapshots set lease = $2, leased_until = now() + make_interval(secs => $3)
     where id = $1 and status = 'reading' and leased_until <= now()`,
    [snapshotId, lease, LEASE_SECONDS],
  )
  return changed === 1
}

/** Says that it is still worked on. Throws when it belongs to somebody else. */
export async function renew(tx: EntityManager, snapshotId: number, lease: string): Promise<void> {
  const [, changed] = await tx.query<[unknown[], number]>(
    `update snapshots set leased_until = now() + make_interval(secs => $3)
     where id = $1 and lease = $2 and status = 'reading'`,
    [snapshotId, lease, LEASE_SECONDS],
  )
  if (changed === 0) throw new LeaseLost()
}

/** Lets another process go on at once. */
export async function release(tx: EntityManager, snapshotId: number, lease: string): Promise<void> {
  await tx.query('update snapshots set leased_until = now() where id = $1 and lease = $2', [snapshotId, lease])
}

/** Keeps the snapshot ours until the transaction ends; with it, nothing is written to what is another's. */
export async function hold(tx: EntityManager, snapshotId: number, lease: string): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `select 1 from snapshots where id = $1 and lease = $2 and status = 'reading' for share`,
    [snapshotId, lease],
  )
  if (rows.length === 0) throw new LeaseLost()
}
