import { createPostgresBackend, withBackend } from 'bullmq'
import type { SealedWork } from './sealed-work.js'

export type { Job } from 'bullmq'

/** The schema of the job queue's own tables. */
export const QUEUE_SCHEMA = 'bullmq'
/** The one queue. */
export const QUEUE = 'work'

const { Queue, Worker } = withBackend(createPostgresBackend)

/** The queue as producers see it. */
export function openQueue(connectionString: string) {
  return new Queue<SealedWork, void>(QUEUE, {
    connection: { connectionString, schema: QUEUE_SCHEMA, max: 2 },
    defaultJobOptions: {
      removeOnComplete: { age: 24 * 3600, count: 1000 },
      removeOnFail: { age: 7 * 24 * 3600, count: 1000 },
    },
  })
}

/** The queue as a worker sees it. */
export function openWorker(
  connectionString: string,
  concurrency: number,
  work: (job: { id?: string | undefined; name: string; data: SealedWork }) => Promise<void>,
) {
  return new Worker<SealedWork, void>(QUEUE, work, {
    connection: { connectionString, schema: QUEUE_SCHEMA, max: 4 },
    concurrency,
    autorun: false,
  })
}
