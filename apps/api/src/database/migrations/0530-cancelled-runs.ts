import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who called a run off, and how many tenants it did not come to. */
export class CancelledRuns1763700000530 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'alter table tenant_runs add column cancelled integer not null default 0, add column cancelled_by jsonb',
    )
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table tenant_runs drop column cancelled, drop column cancelled_by')
  }
}
