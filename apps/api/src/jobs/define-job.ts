import type { EntityManager } from 'typeorm'
import type { z } from 'zod'

/** A kind of background work: what it is called, what it is told, how long it may take. */
export interface JobKind<Payload> {
  /** `thing.verb`, permanent: rows of a queue outlive a release. */
  name: string
  /** Ids and choices, never a secret: a payload is stored in plain text. */
  payload: z.ZodType<Payload>
  /** After this many seconds its signal fires and the attempt counts as failed. */
  deadlineSeconds: number
  /** How often it is tried before it is given up; once unless said. */
  attempts?: number
}

/** What a handler may rely on besides its payload. */
export interface JobContext {
  organizationId: string
  jobId: string
  /** Fires at the deadline and when the process stops. */
  signal: AbortSignal
}

/** Does the work of a kind. */
export interface JobHandler<Payload> {
  /**
   * Whether what the payload names exists in the organization, asked inside it under row-level security. A queue row is not
   * trusted: the database decides whose work it is. `false` drops the job, since its subject is gone.
   */
  belongs: (tx: EntityManager, payload: Payload) => Promise<boolean>
  run: (payload: Payload, context: JobContext) => Promise<void>
}

/** Declares a kind of job. */
export function defineJob<Payload>(kind: JobKind<Payload>): JobKind<Payload> {
  return kind
}
