import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/** Tenants that connections reach, how far each is, and the runs that find and verify them. */
export class Tenants1763700000400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const ofTenant = `organization_id uuid not null,
         tenant_id uuid not null references tenants (id) on delete cascade`
    for (const statement of [
      `create table tenants (
         id uuid primary key,
         organization_id uuid not null,
         connection_id uuid not null references connections (id) on delete cascade,
         provider_tenant_id text not null,
         name text not null,
         default_domain text,
         domains text[] not null default '{}',
         own boolean not null,
         relationships jsonb not null default '[]',
         relationship_status text not null,
         relationship_ends_at timestamptz,
         slug text not null,
         tags text[] not null default '{}',
         note text not null default '',
         mailboxes_wanted boolean not null default true,
         granted text[] not null default '{}',
         onboarding jsonb not null,
         consent_status text not null,
         mailboxes_status text not null,
         served_by text,
         ready_since timestamptz,
         verified_at timestamptz,
         next_check_at timestamptz,
         first_seen_at timestamptz not null,
         last_seen_at timestamptz not null,
         gone_at timestamptz,
         unique (connection_id, provider_tenant_id),
         unique (organization_id, slug)
       )`,
      `create index tenants_by_name on tenants (organization_id, lower(name), id)`,
      `create index tenants_due on tenants (organization_id, next_check_at) where gone_at is null`,
      `create table tenant_groups (
         id uuid primary key,
         organization_id uuid not null,
         name text not null,
         description text not null default '',
         created_at timestamptz not null default now(),
         unique (organization_id, name)
       )`,
      `create table tenant_group_members (
         ${ofTenant},
         group_id uuid not null references tenant_groups (id) on delete cascade,
         primary key (group_id, tenant_id)
       )`,
      `create table tenant_runs (
         id uuid primary key,
         organization_id uuid not null,
         connection_id uuid not null references connections (id) on delete cascade,
         kind text not null,
         status text not null,
         total integer not null default 0,
         done integer not null default 0,
         failed integer not null default 0,
         ticket jsonb,
         problem jsonb,
         started_by jsonb not null,
         created_at timestamptz not null default now(),
         started_at timestamptz,
         ended_at timestamptz
       )`,
      `create index tenant_runs_latest on tenant_runs (organization_id, created_at desc)`,
      `create table tenant_run_items (
         ${ofTenant},
         run_id uuid not null references tenant_runs (id) on delete cascade,
         position integer not null,
         status text not null,
         problem jsonb,
         ended_at timestamptz,
         primary key (run_id, tenant_id)
       )`,
      `create index tenant_run_items_open on tenant_run_items (run_id, position) where status in ('waiting', 'running')`,
      `create table handover_links (
         id uuid primary key,
         organization_id uuid not null,
         token_hash text not null unique,
         tenant_id uuid not null references tenants (id) on delete cascade,
         created_by jsonb not null,
         created_at timestamptz not null default now(),
         expires_at timestamptz not null,
         opened_at timestamptz,
         ended_at timestamptz,
         outcome text
       )`,
      `create table consent_requests (
         ${ofTenant},
         id uuid primary key,
         state_hash text not null unique,
         session_hash text,
         handover_id uuid references handover_links (id) on delete cascade,
         asked_by jsonb not null,
         created_at timestamptz not null default now(),
         expires_at timestamptz not null,
         used_at timestamptz,
         outcome text
       )`,
      `create table propagation_times (
         id bigint generated always as identity primary key,
         organization_id uuid not null,
         seconds integer not null,
         at timestamptz not null default now()
       )`,
      ...[
        'tenants',
        'tenant_groups',
        'tenant_group_members',
        'tenant_runs',
        'tenant_run_items',
        'handover_links',
        'consent_requests',
        'propagation_times',
      ].flatMap((name) => organizationTable(name)),
      readableAcrossOrganizations('tenants'),
      readableAcrossOrganizations('tenant_runs'),
      `create policy presented_state on consent_requests for select
         using (state_hash = nullif(current_setting('app.consent_state_hash', true), ''))`,
      `create policy presented_handover on handover_links for select
         using (token_hash = nullif(current_setting('app.handover_hash', true), ''))`,
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table propagation_times, consent_requests, handover_links, tenant_run_items, tenant_runs,
      tenant_group_members, tenant_groups, tenants`)
  }
}
