import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Since when a provider calls a tenant done that no sign-in shows, and when a sign-in is tried next. */
export class ProofTimes1763700000450 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'alter table tenant_run_items add column proving_since timestamptz, add column next_try_at timestamptz',
    )
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table tenant_run_items drop column proving_since, drop column next_try_at')
  }
}
