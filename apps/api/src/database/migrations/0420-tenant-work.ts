import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable } from '../organization-table.js'

/** Bulk consent, relationships that need attention, and what the last looks at a tenant found. */
export class TenantWork1763700000420 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      `alter table tenants
         add column relationship_auto_extends boolean not null default false,
         add column lacks_consent_role boolean not null default false,
         add column inapplicable text[] not null default '{}',
         add column served_through uuid`,
      `create index tenants_served_through on tenants (served_through) where served_through is not null`,
      `alter table tenant_runs
         add column via jsonb,
         add column phase text,
         add column deadline_at timestamptz,
         add column unreachable integer not null default 0`,
      `alter table tenant_run_items
         add column stage text,
         add column note text`,
      `create table tenant_checks (
         id bigint generated always as identity primary key,
         organization_id uuid not null,
         tenant_id uuid not null references tenants (id) on delete cascade,
         at timestamptz not null,
         duration_ms integer not null,
         consent_status text not null,
         mailboxes_status text not null,
         served_by text,
         problems jsonb not null,
         calls jsonb not null
       )`,
      `create index tenant_checks_latest on tenant_checks (tenant_id, id desc)`,
      ...organizationTable('tenant_checks'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table tenant_checks')
    await db.query('alter table tenant_run_items drop column stage, drop column note')
    await db.query(
      `alter table tenant_runs drop column via, drop column phase, drop column deadline_at,
         drop column unreachable`,
    )
    await db.query(
      `alter table tenants drop column relationship_auto_extends, drop column lacks_consent_role,
         drop column inapplicable, drop column served_through`,
    )
  }
}
