import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable } from '../organization-table.js'

/** Answers to requests that may be sent twice. `status` is empty while the first one runs. */
export class Idempotency1763700000120 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      `create table idempotency_keys (
         organization_id uuid not null,
         actor_id text not null,
         key text not null,
         request_hash text not null,
         status integer,
         body jsonb,
         created_at timestamptz not null default now(),
         primary key (organization_id, actor_id, key)
       )`,
      'create index idempotency_keys_age on idempotency_keys (organization_id, created_at)',
      ...organizationTable('idempotency_keys'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table idempotency_keys')
  }
}
