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
