/** The one queue. */
export const QUEUE = 'work'

/** The schema of the queue's own tables. */
export const QUEUE_SCHEMA = 'bullmq'
