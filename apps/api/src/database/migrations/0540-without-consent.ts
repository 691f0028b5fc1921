import type { MigrationInterface, QueryRunner } from 'typeorm'

/** How many tenants of an assessment wait for their consent. */
export class WithoutConsent1763700000540 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table assessments add column without_consent integer not null default 0')
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table assessments drop column without_consent')
  }
}
