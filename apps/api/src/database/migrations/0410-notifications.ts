import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, readableAcrossOrganizations } from '../organization-table.js'

/** Notices of what needs someone, who has read them, and how they leave by e-mail. */
export class Notifications1763700000410 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      // `topic` is the thing that is as it should not be: one notice about it is open at a time. `once` is what is told once ever.
      `create table notices (
         id uuid primary key,
         sequence bigint generated always as identity unique,
         organization_id uuid not null,
         kind text not null,
         severity text not null check (severity in ('critical', 'warning', 'info')),
         subject_kind text not null,
         subject_id text not null,
         subject_name text not null,
         connection_id uuid,
         tenant_id uuid,
         topic text,
         once text,
         title text not null,
         detail text not null,
         fix text not null,
         path text not null,
         facts jsonb not null,
         happened_at timestamptz not null,
         resolved_at timestamptz,
         superseded boolean not null default false
       )`,
      `create unique index notices_open on notices (organization_id, topic) where topic is not null and resolved_at is null`,
      `create unique index notices_once on notices (organization_id, once) where once is not null`,
      `create index notices_in_order on notices (organization_id, sequence desc)`,
      `create table notice_reads (
         organization_id uuid not null,
         notice_id uuid not null references notices (id) on delete cascade,
         reader_id text not null,
         read_at timestamptz not null default now(),
         primary key (notice_id, reader_id)
       )`,
      `create table mail_servers (
         id uuid primary key,
         organization_id uuid not null unique,
         host text not null,
         port integer not null,
         encryption text not null check (encryption in ('tls', 'starttls', 'none')),
         username text,
         sender_name text not null,
         sender_address text not null,
         password_set_at timestamptz,
         checked_at timestamptz,
         problem jsonb,
         changed_at timestamptz not null default now()
       )`,
      `create table mail_secrets (
         organization_id uuid not null,
         connection_id uuid not null references mail_servers (id) on delete cascade,
         slot text not null default 'current',
         field text not null,
         version integer not null,
         sealed bytea not null,
         primary key (connection_id, slot, field)
       )`,
      `create table notification_rules (
         id uuid primary key,
         organization_id uuid not null,
         name text not null,
         enabled boolean not null,
         addresses text[] not null,
         roles text[] not null,
         severity text not null check (severity in ('critical', 'warning', 'info')),
         kinds text[] not null,
         tenant_group_ids uuid[] not null,
         timing jsonb not null,
         time_zone text not null,
         quiet jsonb,
         created_at timestamptz not null default now()
       )`,
      `create table notice_messages (
         id uuid primary key,
         organization_id uuid not null,
         rule_id uuid not null references notification_rules (id) on delete cascade,
         status text not null check (status in ('waiting', 'handingOver', 'sent', 'failed', 'unknown')),
         subject text not null,
         attempts integer not null default 0,
         next_at timestamptz not null,
         claimed_until timestamptz,
         recipients text[] not null default '{}',
         refused text[] not null default '{}',
         problem jsonb,
         created_at timestamptz not null default now(),
         ended_at timestamptz
       )`,
      `create index notice_messages_open on notice_messages (organization_id, next_at) where status in ('waiting', 'handingOver')`,
      `create index notice_messages_latest on notice_messages (organization_id, created_at desc, id)`,
      `create table notice_deliveries (
         organization_id uuid not null,
         notice_id uuid not null references notices (id) on delete cascade,
         rule_id uuid not null references notification_rules (id) on delete cascade,
         due_at timestamptz not null,
         drop_if_resolved boolean not null,
         message_id uuid references notice_messages (id) on delete set null,
         dropped_at timestamptz,
         primary key (notice_id, rule_id)
       )`,
      `create index notice_deliveries_due on notice_deliveries (organization_id, due_at)
         where message_id is null and dropped_at is null`,
      ...[
        'notices',
        'notice_reads',
        'mail_servers',
        'mail_secrets',
        'notification_rules',
        'notice_messages',
        'notice_deliveries',
      ].flatMap((name) => organizationTable(name)),
      readableAcrossOrganizations('notice_deliveries'),
      readableAcrossOrganizations('notice_messages'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table notice_deliveries, notice_messages, notification_rules, mail_secrets, mail_servers,
      notice_reads, notices`)
  }
}
