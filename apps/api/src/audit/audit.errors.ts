import { defineError } from '@tenantry/core'

/** What cannot be recorded is not done. */
export const auditUnavailable = defineError({
  code: 'audit_unavailable',
  status: 503,
  title: 'Changes are refused: the audit log cannot be written',
  why: () => 'The audit log did not take an entry, and nothing is changed without one. Reading goes on.',
  fix: () => 'An operator should look at the database: its disk, and the rights of the app’s role on audit_events.',
  retryable: true,
  example: {},
})
