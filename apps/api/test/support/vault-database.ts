import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import { inject } from 'vitest'
import { APP_ROLE } from '../../src/database/app-login.js'
import { Database } from '../../src/database/database.js'
import { organizationTable } from '../../src/database/organization-table.js'
import type { MasterKey } from '../../src/vault/master-key.js'
import { sealedTables, vaultTables } from '../../src/vault/tables.js'
import type { Binding, SealedSecret } from '../../src/vault/sealed-secret.js'

/** A database with the vault's tables and those of secrets alone, so that no connection has to be made up around a secret. */
export interface VaultDatabase {
  /** The app's login. */
  app: Database
  /** The owner's login, as the keys command has it. */
  owner: Database
  ownerSource: DataSource
  close: () => Promise<void>
}

/** Makes the database. `masterKey` is noted as the one that seals it. */
export async function createVaultDatabase(masterKey?: MasterKey): Promise<VaultDatabase> {
  const name = `v_${randomUUID().replaceAll('-', '')}`
  const admin = new Pool({ connectionString: inject('postgresUrl'), max: 1 })
  await admin.query(`create database ${name}`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  const ownerSource = await open(url.href)
  const statements = [
    ...vaultTables,
    ...sealedTables.flatMap((table) => [
      `create table ${table} (
         organization_id uuid not null,
         connection_id uuid not null,
         slot text not null,
         field text not null,
         version integer not null,
         sealed bytea not null,
         primary key (connection_id, slot, field)
       )`,
      ...organizationTable(table),
    ]),
  ]
  for (const statement of statements) await ownerSource.query(statement)
  if (masterKey) await ownerSource.query('insert into installation (master_key) values ($1)', [masterKey.fingerprint])
  const appSource = await open(url.href, APP_ROLE)
  return {
    app: new Database(appSource),
    owner: new Database(ownerSource),
    ownerSource,
    close: async () => {
      await appSource.destroy()
      await ownerSource.destroy()
      await admin.query(`drop database ${name}`)
      await admin.end()
    },
  }
}

/** Stores sealed secrets as connections do. */
export async function store(tx: EntityManager, binding: Binding, secrets: readonly SealedSecret[]): Promise<void> {
  for (const { field, version, sealed } of secrets) {
    await tx.query(
      `insert into connection_secrets (organization_id, connection_id, slot, field, version, sealed)
       values ($1, $2, 'current', $3, $4, $5)`,
      [binding.organizationId, binding.connectionId, field, version, sealed],
    )
  }
}

/** The stored secrets of a connection. */
export function stored(tx: EntityManager, { connectionId }: Binding): Promise<SealedSecret[]> {
  return tx.query('select field, version, sealed from connection_secrets where connection_id = $1', [connectionId])
}

function open(url: string, role?: string): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    extra: { max: 4, ...(role && { options: `-c role=${role}` }) },
  }).initialize()
}
