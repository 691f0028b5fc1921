import { organizationTable, readableAcrossOrganizations, sharedTable } from '../database/organization-table.js'

/** Statements that make the vault's own tables. */
export const vaultTables: readonly string[] = [
  // One row: which master key seals this database, and whether the data keys are being replaced.
  `create table installation (
     only_row boolean primary key default true check (only_row),
     master_key text not null,
     data_keys_due_before timestamptz,
     created_at timestamptz not null default now()
   )`,
  ...sharedTable('installation', 'select'),
  // `master_key` is the fingerprint of the key that wraps. Keys are never changed or removed under the app's role.
  `create table organization_keys (
     organization_id uuid not null,
     version integer not null check (version > 0),
     master_key text not null,
     wrapped bytea not null,
     created_at timestamptz not null default now(),
     primary key (organization_id, version)
   )`,
  ...organizationTable('organization_keys', 'select, insert'),
  readableAcrossOrganizations('organization_keys'),
]

/** Tables of sealed secrets: what rotation looks through. Each has these columns besides what its own room needs. */
export const sealedTables = ['connection_secrets', 'mail_secrets'] as const
