import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Why a visit to a consent page ended without a grant, and whether it could come back. */
export class ConsentVisits1763700000430 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `alter table consent_requests
         add column returns_here boolean not null default true,
         add column problem jsonb`,
    )
    await db.query('create index consent_requests_latest on consent_requests (tenant_id, created_at desc, id desc)')
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index consent_requests_latest')
    await db.query('alter table consent_requests drop column returns_here, drop column problem')
  }
}
