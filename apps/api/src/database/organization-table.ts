import { APP_ROLE } from './app-login.js'

/**
 * Statements that put a table of an organization (it has a column `organization_id`) under row-level security, for its
 * owner too, and let the app's role use it.
 */
export function organizationTable(name: string, rights = 'select, insert, update, delete'): string[] {
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy in_organization on ${name}
       using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
       with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)`,
    ...sharedTable(name, rights),
  ]
}

/** Statements that let the app's role use a table that belongs to no organization. */
export function sharedTable(name: string, rights = 'select, insert, update, delete'): string[] {
  return [`grant ${rights} on ${name} to ${APP_ROLE}`]
}

/** A statement that lets `Database.acrossOrganizations` read a table whose rows say little more than which organizations there are. */
export function readableAcrossOrganizations(name: string): string {
  return `create policy across_organizations on ${name} for select
    using (current_setting('app.every_organization', true) = 'on')`
}
