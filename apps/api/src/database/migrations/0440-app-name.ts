import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The name under which people find our app in a tenant. */
export class AppName1763700000440 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table tenants add column app_name text')
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table tenants drop column app_name')
  }
}
