import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/** What people decide about controls: parameters, exceptions, attestations, questions; and what reports look like. */
export class Compliance1763700000520 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const ofTenant = `organization_id uuid not null,
         tenant_id uuid not null references tenants (id) on delete cascade`
    for (const statement of [
      // Without a tenant it holds for the whole organization.
      `create table control_parameters (
         organization_id uuid not null,
         tenant_id uuid references tenants (id) on delete cascade,
         parameter text not null,
         value jsonb not null,
         note text not null default '',
         set_by jsonb not null,
         set_at timestamptz not null default now()
       )`,
      `create unique index control_parameters_of_organization on control_parameters (organization_id, parameter)
         where tenant_id is null`,
      `create unique index control_parameters_of_tenant on control_parameters (tenant_id, parameter)
         where tenant_id is not null`,
      // No tenants: all of them, later ones too.
      `create table exceptions (
         id uuid primary key,
         organization_id uuid not null,
         control text not null,
         tenant_ids uuid[],
         reason text not null,
         compensating_control text not null,
         parameters jsonb,
         status text not null check (status in ('requested', 'active', 'denied', 'ended', 'expired')),
         expires_at timestamptz not null,
         requested_by jsonb not null,
         requested_at timestamptz not null default now(),
         decided_by jsonb,
         decided_at timestamptz,
         decision_note text not null default '',
         sole_approver boolean not null default false,
         ended_by jsonb,
         ended_at timestamptz,
         end_note text not null default '',
         renews uuid references exceptions (id) on delete set null
       )`,
      `create index exceptions_in_order on exceptions (organization_id, requested_at desc, id)`,
      `create index exceptions_active on exceptions (organization_id, control) where status = 'active'`,
      `create unique index exceptions_one_renewal on exceptions (renews) where status = 'requested'`,
      `create table manual_work (
         ${ofTenant},
         control text not null,
         owner_id uuid,
         due_at timestamptz,
         primary key (tenant_id, control)
       )`,
      // One statement may speak of several tenants: it has a row for each. `current` is the latest that was not withdrawn.
      `create table attestations (
         id uuid not null,
         ${ofTenant},
         control text not null,
         verdict text not null check (verdict in ('pass', 'fail', 'notApplicable')),
         statement text not null,
         valid_until timestamptz not null,
         by jsonb not null,
         at timestamptz not null default now(),
         current boolean not null default true,
         withdrawn_by jsonb,
         withdrawn_at timestamptz,
         primary key (id, tenant_id)
       )`,
      `create unique index attestations_current on attestations (tenant_id, control) where current`,
      `create index attestations_in_order on attestations (organization_id, at desc, id)`,
      `create table attestation_files (
         attestation_id uuid primary key,
         organization_id uuid not null,
         name text not null,
         type text not null,
         bytes integer not null,
         sha256 text not null,
         body bytea not null,
         added_by jsonb not null,
         added_at timestamptz not null default now()
       )`,
      `create table questions (
         id uuid primary key,
         organization_id uuid not null,
         name text not null,
         definition jsonb not null,
         cron text,
         time_zone text not null default 'UTC',
         notify boolean not null,
         created_by jsonb not null,
         created_at timestamptz not null default now(),
         next_at timestamptz,
         answered_at timestamptz,
         answer uuid[],
         unique (organization_id, name)
       )`,
      `create index verdicts_lacking_licence on verdicts (organization_id, licence, tenant_id)
         where until is null and licence is not null`,
      `create index questions_due on questions (next_at) where next_at is not null`,
      // What the provider's own score was in the newest snapshot that was looked at; without points there was none.
      `create table provider_scores (
         ${ofTenant},
         provider_id text not null,
         snapshot_id bigint not null,
         points double precision,
         max_points double precision,
         at timestamptz,
         before_points double precision,
         before_max_points double precision,
         before_at timestamptz,
         primary key (tenant_id, provider_id)
       )`,
      `create table report_branding (
         organization_id uuid primary key,
         name text not null,
         accent_colour text not null,
         footer text not null,
         logo bytea,
         logo_sha256 text,
         changed_by jsonb not null,
         changed_at timestamptz not null default now()
       )`,
      ...[
        'control_parameters',
        'exceptions',
        'manual_work',
        'attestations',
        'attestation_files',
        'questions',
        'provider_scores',
        'report_branding',
      ].flatMap((name) => organizationTable(name)),
      readableAcrossOrganizations('questions'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index verdicts_lacking_licence')
    await db.query(`drop table report_branding, provider_scores, questions, attestation_files, attestations, manual_work,
      exceptions, control_parameters`)
  }
}
