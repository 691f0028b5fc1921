import { defineError } from '@tenantry/core'

/** The queue holds work that this release does not know. */
export const jobUnknown = defineError({
  code: 'job_unknown',
  status: 500,
  title: 'Nobody does this kind of work',
  why: (p: { name: string }) => `No part of this release handles the job ${p.name}.`,
  fix: () => 'Run the same release in all processes.',
  example: { name: 'connection.check' },
})

/** A row of the queue is not as it was written. */
export const jobRejected = defineError({
  code: 'job_rejected',
  status: 500,
  title: 'A changed job was not run',
  why: (p: { name: string }) => `The job ${p.name} was changed in the queue after it was written.`,
  fix: () => 'Find out who may write to the queue’s tables: only the app’s own login should.',
  example: { name: 'connection.check' },
})

/** A job took longer than its kind allows. */
export const jobDeadline = defineError({
  code: 'job_deadline',
  status: 500,
  title: 'A job took too long',
  why: (p: { name: string; seconds: number }) => `The job ${p.name} did not end within ${p.seconds} s.`,
  fix: () => 'Nothing to do: it is tried again in time.',
  retryable: true,
  example: { name: 'connection.check', seconds: 60 },
})
