import { createPostgresBackend, withBackend } from 'bullmq'
import { QUEUE, QUEUE_SCHEMA } from './queue-name.js'
import type { SealedWork } from './sealed-work.js'

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
  { concurrency, lockSeconds }: { concurrency: number; lockSeconds: number },
  work: (job: { id?: string | undefined; name: string; data: SealedWork }) => Promise<void>,
) {
  return new Worker<SealedWork, void>(QUEUE, work, {
    connection: { connectionString, schema: QUEUE_SCHEMA, max: 4 },
    concurrency,
    autorun: false,
    // A process that is killed leaves its jobs behind: another one takes them over this soon.
    lockDuration: lockSeconds * 1000,
    stalledInterval: lockSeconds * 666,
  })
}
