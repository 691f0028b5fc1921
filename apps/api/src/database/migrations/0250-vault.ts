import type { MigrationInterface, QueryRunner } from 'typeorm'
import { vaultTables } from '../../vault/tables.js'

/** Which master key seals the installation, and the wrapped keys of organizations. */
export class Vault1763700000250 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of vaultTables) await db.query(statement)
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table organization_keys, installation')
  }
}
