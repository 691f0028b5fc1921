import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/**
 * The audit log. No foreign key to the organization: the log outlives what it tells about. The app's role may add and
 * read entries, never change or remove one; the head row is the lock that puts entries of an organization in line.
 */
export class Audit1763700000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      `create table audit_events (
         organization_id uuid not null,
         sequence bigint not null check (sequence > 0),
         id uuid not null unique,
         at timestamptz not null,
         actor_kind text not null,
         actor_id text not null,
         actor_name text not null,
         action text not null,
         subject_kind text not null,
         subject_id text not null,
         subject_name text not null,
         connection_id uuid,
         result text not null,
         summary text not null,
         details jsonb not null,
         request_id text,
         previous_hash text not null,
         hash text not null,
         primary key (organization_id, sequence)
       )`,
      `create index audit_events_connection on audit_events (organization_id, connection_id, sequence)
         where connection_id is not null`,
      `create table audit_heads (
         organization_id uuid primary key,
         sequence bigint not null,
         hash text not null
       )`,
      ...organizationTable('audit_events', 'select, insert'),
      ...organizationTable('audit_heads', 'select, insert, update'),
      readableAcrossOrganizations('audit_heads'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table audit_events, audit_heads')
  }
}
