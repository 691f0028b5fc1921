import type { MigrationInterface, QueryRunner } from 'typeorm'
import { organizationTable, sharedTable } from '../organization-table.js'

const TEXT_LENGTHS = 'check (length(name) between 1 and 100)'

/** Reads one row for whoever presents what it was made for, before the organization is known. */
const shownFor = (table: string, column: string, setting: string) =>
  `create policy ${setting} on ${table} for select using (${column} = nullif(current_setting('app.${setting}', true), ''))`

/** People, organizations and who belongs to which, sessions, invitations, API keys, and the first run. */
export class Identity1763700000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of [
      `create table users (
         id uuid primary key,
         email text not null unique check (email = lower(email)),
         name text not null ${TEXT_LENGTHS},
         password_hash text not null,
         created_at timestamptz(3) not null default now()
       )`,
      ...sharedTable('users'),

      `create table sessions (
         id uuid primary key,
         user_id uuid not null references users on delete cascade,
         token_hash text not null unique,
         authenticated_at timestamptz(3) not null default now(),
         last_seen_at timestamptz(3) not null default now(),
         expires_at timestamptz(3) not null,
         ip text not null,
         user_agent text not null
       )`,
      'create index sessions_user on sessions (user_id)',
      'alter table sessions enable row level security',
      'alter table sessions force row level security',
      `create policy own on sessions
         using (user_id = nullif(current_setting('app.user_id', true), '')::uuid
             or token_hash = nullif(current_setting('app.session_hash', true), ''))`,
      ...sharedTable('sessions'),

      `create table organizations (
         id uuid primary key,
         name text not null ${TEXT_LENGTHS},
         kind text not null check (kind in ('company', 'msp')),
         created_at timestamptz(3) not null default now()
       )`,
      'alter table organizations enable row level security',
      'alter table organizations force row level security',
      `create policy in_organization on organizations
         using (id = nullif(current_setting('app.organization_id', true), '')::uuid)`,

      `create table memberships (
         organization_id uuid not null references organizations on delete cascade,
         user_id uuid not null references users on delete cascade,
         role text not null,
         joined_at timestamptz(3) not null default now(),
         last_seen_at timestamptz(3),
         primary key (organization_id, user_id)
       )`,
      'create index memberships_user on memberships (user_id)',
      ...organizationTable('memberships'),
      `create policy own on memberships for select
         using (user_id = nullif(current_setting('app.user_id', true), '')::uuid)`,
      `create policy own on organizations for select
         using (exists (select 1 from memberships m where m.organization_id = organizations.id
                        and m.user_id = nullif(current_setting('app.user_id', true), '')::uuid))`,
      ...sharedTable('organizations', 'select, insert, update'),

      `create table invitations (
         id uuid primary key,
         organization_id uuid not null references organizations on delete cascade,
         email text not null check (email = lower(email)),
         role text not null,
         token_hash text not null unique,
         invited_by_kind text not null,
         invited_by_id text not null,
         invited_by_name text not null,
         created_at timestamptz(3) not null default now(),
         expires_at timestamptz(3) not null,
         unique (organization_id, email)
       )`,
      ...organizationTable('invitations'),
      shownFor('invitations', 'token_hash', 'invitation_hash'),

      `create table api_keys (
         id uuid primary key,
         organization_id uuid not null references organizations on delete cascade,
         name text not null ${TEXT_LENGTHS},
         prefix text not null,
         key_hash text not null unique,
         role text,
         scopes text[] not null,
         created_by text not null,
         created_at timestamptz(3) not null default now(),
         last_used_at timestamptz(3),
         expires_at timestamptz(3)
       )`,
      'create index api_keys_organization on api_keys (organization_id, created_at)',
      ...organizationTable('api_keys'),
      shownFor('api_keys', 'key_hash', 'api_key_hash'),

      // How much of its allowance a name, address or the whole server has used up, as the time at which it will be whole.
      `create table sign_in_allowances (
         key text primary key,
         whole_at timestamptz not null
       )`,
      ...sharedTable('sign_in_allowances'),

      // One row. Whoever changes who owns a fresh installation locks it first.
      `create table first_run (
         one boolean primary key default true check (one),
         bootstrapped_at timestamptz,
         bootstrap_organization_id uuid,
         bootstrap_key_hash text
       )`,
      'insert into first_run default values',
      ...sharedTable('first_run', 'select, update'),
      `create table setup_links (
         token_hash text primary key,
         expires_at timestamptz not null
       )`,
      ...sharedTable('setup_links'),
    ]) {
      await db.query(statement)
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table setup_links, first_run, sign_in_allowances, api_keys, invitations, memberships, organizations, sessions, users`,
    )
  }
}
