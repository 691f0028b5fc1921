import type { Transaction } from './transaction.js'

/** The database as a rotation needs it, under the owner's login. Satisfied by `Database`. */
export interface RotationDatabase<Tx extends Transaction> {
  inOrganization: <T>(organizationId: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  acrossOrganizations: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** What a rotation tells while it runs. */
export interface RotationEvents<Tx extends Transaction> {
  /** Records in the audit log of an organization, in the transaction that finishes it, that its keys were replaced. */
  onRotated: (
    tx: Tx,
    rotated: { organizationId: string; what: 'master key' | 'data key'; version: number },
  ) => Promise<void>
}

/** The organizations that have keys. */
export function organizationsWithKeys<Tx extends Transaction>(database: RotationDatabase<Tx>): Promise<string[]> {
  return database.acrossOrganizations(async (tx) => {
    const rows = await tx.query<{ organization_id: string }[]>(
      'select distinct organization_id from organization_keys order by organization_id',
    )
    return rows.map((row) => row.organization_id)
  })
}
