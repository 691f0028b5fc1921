import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/** Assessments of tenants, what they found as versions, and when they run by themselves. */
export class Assessments1763700000510 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      `create table assessment_schedules (
         id uuid primary key,
         organization_id uuid not null,
         name text not null,
         enabled boolean not null,
         cron text not null,
         time_zone text not null,
         selection jsonb not null,
         frameworks text[] not null,
         scope text not null,
         evidence text not null,
         created_by jsonb not null,
         created_at timestamptz not null default now(),
         next_at timestamptz,
         skipped_at timestamptz,
         problem jsonb,
         unique (organization_id, name)
       )`,
      `create table assessments (
         id uuid primary key,
         organization_id uuid not null,
         name text not null,
         selection jsonb not null,
         frameworks text[] not null,
         scope text not null,
         evidence text not null,
         status text not null,
         total integer not null,
         done integer not null default 0,
         failed integer not null default 0,
         judged_by jsonb not null,
         schedule_id uuid references assessment_schedules (id) on delete set null,
         started_by jsonb not null,
         created_at timestamptz not null default now(),
         started_at timestamptz,
         ended_at timestamptz,
         problem jsonb
       )`,
      `create index assessments_latest on assessments (organization_id, created_at desc, id desc)`,
      `create index assessments_open on assessments (organization_id) where ended_at is null`,
      `create index assessments_of_schedule on assessments (schedule_id, created_at desc) where schedule_id is not null`,
      `create table tenant_assessments (
         id bigint generated always as identity primary key,
         organization_id uuid not null,
         assessment_id uuid not null references assessments (id) on delete cascade,
         tenant_id uuid not null references tenants (id) on delete cascade,
         position integer not null,
         status text not null,
         snapshot_id bigint,
         resources_total integer not null default 0,
         resources_done integer not null default 0,
         controls_total integer not null default 0,
         controls_done integer not null default 0,
         controls text[],
         counts jsonb,
         scores jsonb,
         changed integer,
         started_at timestamptz,
         evaluating_at timestamptz,
         ended_at timestamptz,
         problem jsonb,
         unique (assessment_id, tenant_id)
       )`,
      `create index tenant_assessments_in_order on tenant_assessments (assessment_id, position)`,
      `create index tenant_assessments_of_tenant on tenant_assessments (tenant_id, id desc)`,
      `create index tenant_assessments_latest on tenant_assessments (organization_id, ended_at desc) where status = 'succeeded'`,
      `create table verdicts (
         organization_id uuid not null,
         tenant_id uuid not null references tenants (id) on delete cascade,
         control text not null,
         hash bytea not null,
         verdict text not null,
         cause text,
         reason text not null,
         evidence jsonb not null,
         warnings text[] not null,
         licence text,
         permissions text[] not null,
         would_pass_with jsonb,
         since bigint not null,
         since_at timestamptz not null,
         until bigint,
         until_at timestamptz,
         primary key (tenant_id, control, since)
       )`,
      // Both hold all that counts and scores need, so that they do not read the evidence, which is most of the table.
      `create unique index verdicts_current on verdicts (tenant_id, control)
         include (organization_id, verdict, cause, since) where until is null`,
      `create index verdicts_of_controls on verdicts (organization_id, control, tenant_id)
         include (verdict, cause, since) where until is null`,
      `create index verdicts_closed on verdicts (organization_id, until_at desc) where until is not null`,
      ...['assessment_schedules', 'assessments', 'tenant_assessments', 'verdicts'].flatMap((name) =>
        organizationTable(name),
      ),
      readableAcrossOrganizations('assessments'),
      readableAcrossOrganizations('assessment_schedules'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table verdicts, tenant_assessments, assessments, assessment_schedules')
  }
}
