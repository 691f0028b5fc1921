import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/**
 * Connections with everything known of them. What belongs to a connection goes with it, so that disconnecting leaves no
 * secret and no data of the tenant behind; the audit log alone remembers.
 */
export class Connections1763700000300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const ofConnection = `organization_id uuid not null,
         connection_id uuid not null references connections (id) on delete cascade`
    for (const statement of [
      `create table provider_switches (
         organization_id uuid not null,
         provider_id text not null,
         enabled boolean not null,
         changed_at timestamptz not null default now(),
         primary key (organization_id, provider_id)
       )`,
      `create table connections (
         id uuid primary key,
         organization_id uuid not null,
         provider_id text not null,
         kind text not null,
         name text not null,
         simulated boolean not null,
         sets text[] not null,
         config jsonb not null,
         credential jsonb not null,
         tenant jsonb,
         enabled boolean not null default true,
         health text not null,
         health_since timestamptz not null,
         problem jsonb,
         notes text[] not null default '{}',
         surplus text[] not null default '{}',
         granted text[] not null default '{}',
         checked_at timestamptz,
         next_check_at timestamptz,
         last_sync_at timestamptz,
         version integer not null default 1,
         created_at timestamptz not null default now(),
         unique (organization_id, name)
       )`,
      `create index connections_due on connections (organization_id, next_check_at) where enabled`,
      `create table connection_secrets (
         ${ofConnection},
         slot text not null check (slot in ('current', 'previous')),
         field text not null,
         version integer not null,
         sealed bytea not null,
         set_at timestamptz not null default now(),
         primary key (connection_id, slot, field)
       )`,
      `create table connection_tests (
         id uuid primary key,
         ${ofConnection},
         started_at timestamptz not null,
         cause text not null,
         health text not null,
         result jsonb not null
       )`,
      `create index connection_tests_latest on connection_tests (organization_id, connection_id, started_at desc)`,
      `create table health_spans (
         id bigint generated always as identity primary key,
         ${ofConnection},
         health text not null,
         problem jsonb,
         from_at timestamptz not null,
         until_at timestamptz not null
       )`,
      `create index health_spans_latest on health_spans (organization_id, connection_id, until_at desc)`,
      `create table connection_calls (
         id bigint generated always as identity primary key,
         ${ofConnection},
         at timestamptz not null,
         operation text not null,
         purpose text not null,
         status integer,
         duration_ms integer not null,
         request_id text,
         problem jsonb
       )`,
      `create index connection_calls_latest on connection_calls (organization_id, connection_id, id desc)`,
      `create table endpoint_ledger (
         ${ofConnection},
         operation text not null,
         calls bigint not null,
         last_at timestamptz not null,
         primary key (connection_id, operation)
       )`,
      `create table permission_uses (
         ${ofConnection},
         permission text not null,
         last_used_at timestamptz not null,
         primary key (connection_id, permission)
       )`,
      `create table secret_rotations (
         organization_id uuid not null,
         connection_id uuid primary key references connections (id) on delete cascade,
         step text not null,
         started_at timestamptz not null,
         old_hint text,
         new_hint text,
         old_still_valid boolean,
         old_checked_at timestamptz
       )`,
      ...[
        'provider_switches',
        'connections',
        'connection_secrets',
        'connection_tests',
        'health_spans',
        'connection_calls',
        'endpoint_ledger',
        'permission_uses',
        'secret_rotations',
      ].flatMap((name) => organizationTable(name)),
      readableAcrossOrganizations('connections'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table provider_switches, secret_rotations, permission_uses, endpoint_ledger, connection_calls,
      health_spans, connection_tests, connection_secrets, connections`)
  }
}
