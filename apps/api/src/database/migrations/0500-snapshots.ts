import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/** What was read of tenants: each content once, and from which snapshot to which it was in force. */
export class Snapshots1763700000500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const ofTenant = `organization_id uuid not null,
         tenant_id uuid not null references tenants (id) on delete cascade`
    for (const statement of [
      `create table snapshots (
         id bigint generated always as identity primary key,
         ${ofTenant},
         status text not null,
         source text not null,
         wanted text[],
         started_by jsonb not null,
         started_at timestamptz not null default now(),
         ended_at timestamptz,
         counts jsonb not null default '{}',
         problem jsonb,
         lease uuid,
         leased_until timestamptz not null default now()
       )`,
      `create index snapshots_of_tenant on snapshots (tenant_id, id desc)`,
      `create unique index snapshots_under_way on snapshots (tenant_id) where status = 'reading'`,
      `create table snapshot_resources (
         organization_id uuid not null,
         snapshot_id bigint not null references snapshots (id) on delete cascade,
         resource text collate "C" not null,
         status text not null,
         detail jsonb,
         provider text,
         connection_id uuid,
         objects integer,
         bytes bigint not null default 0,
         changed integer,
         hash bytea,
         read_at timestamptz,
         duration_ms integer not null default 0,
         requests integer not null default 0,
         cursor text,
         primary key (snapshot_id, resource)
       )`,
      `create table contents (
         organization_id uuid not null,
         hash bytea not null,
         body bytea not null,
         primary key (organization_id, hash)
       )`,
      // Bodies are compressed before they come here.
      `alter table contents alter column body set storage external`,
      `create table object_versions (
         ${ofTenant},
         resource text collate "C" not null,
         key text collate "C" not null,
         hash bytea not null,
         since bigint not null,
         until bigint,
         volatile text,
         primary key (tenant_id, resource, key, since)
       )`,
      // What is read of a list until it is whole. Without a reference to its snapshot, which is checked once for a page.
      `create table snapshot_staging (
         organization_id uuid not null,
         snapshot_id bigint not null,
         resource text collate "C" not null,
         key text collate "C" not null,
         hash bytea not null,
         volatile text,
         primary key (snapshot_id, resource, key)
       )`,
      `create table object_changes (
         ${ofTenant},
         snapshot_id bigint not null references snapshots (id) on delete cascade,
         resource text collate "C" not null,
         key text collate "C" not null,
         entry text not null,
         at timestamptz not null,
         who text not null,
         activity text not null,
         link text,
         primary key (snapshot_id, resource, key, entry)
       )`,
      ...[
        'snapshots',
        'snapshot_resources',
        'contents',
        'object_versions',
        'snapshot_staging',
        'object_changes',
      ].flatMap((table) => organizationTable(table)),
      readableAcrossOrganizations('snapshots'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'object_changes',
      'snapshot_staging',
      'object_versions',
      'contents',
      'snapshot_resources',
      'snapshots',
    ]) {
      await db.query(`drop table ${table}`)
    }
  }
}
