import { defineError } from '@tenantry/core'

/** The snapshot has ended and cannot be called off. */
export const snapshotEnded = defineError({
  code: 'snapshot_ended',
  status: 409,
  title: 'The snapshot has ended',
  why: () => 'It ended before, so there is nothing to cancel.',
  fix: () => 'Take another one if it is needed.',
  example: {},
})

/** What is asked for needs a snapshot that has ended. */
export const snapshotUnfinished = defineError({
  code: 'snapshot_unfinished',
  status: 409,
  title: 'The snapshot is not finished',
  why: (p: { status: string }) =>
    p.status === 'cancelled' ? 'It was called off, so it says nothing about the tenant.' : 'It is still being read.',
  fix: () => 'Choose one that is finished.',
  retryable: true,
  example: { status: 'reading' },
})

/** Nothing can be read of a tenant. */
export const tenantUnreached = defineError({
  code: 'tenant_unreached',
  status: 409,
  title: 'No connection reaches the tenant',
  why: () => 'No connection that is switched on reaches this tenant, so nothing was read.',
  fix: () => 'Switch on the connection that the tenant belongs to, and its provider.',
  example: {},
})
