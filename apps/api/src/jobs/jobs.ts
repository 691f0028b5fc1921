import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { PLATFORM, type Platform } from '../platform.module.js'
import type { JobKind } from './define-job.js'
import { WorkSeal } from './sealed-work.js'

/** How a job is queued. */
export interface EnqueueOptions {
  /** While a job of this kind with this key waits or runs, another one is not added. */
  dedupeKey?: string
  delaySeconds?: number
}

/** Takes work to be done in the background by any worker process. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly seal: WorkSeal
  private opening: ReturnType<typeof open> | undefined

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {
    this.seal = new WorkSeal(platform.masterKeys)
  }

  /** Queues work for an organization. Call it after the transaction that makes it necessary. Resolves to the job's id. */
  async enqueue<Payload>(
    kind: JobKind<Payload>,
    organizationId: string,
    payload: Payload,
    { dedupeKey, delaySeconds }: EnqueueOptions = {},
  ): Promise<string> {
    const queue = await (this.opening ??= open(this.platform.appUrl))
    const checked = kind.payload.parse(payload)
    const job = await queue.add(kind.name, this.seal.seal(kind.name, organizationId, checked), {
      attempts: kind.attempts ?? 1,
      backoff: { type: 'exponential', delay: 5000 },
      ...(delaySeconds !== undefined && { delay: delaySeconds * 1000 }),
      ...(dedupeKey !== undefined && { deduplication: { id: `${kind.name}:${organizationId}:${dedupeKey}` } }),
    })
    return job.id ?? ''
  }

  /** How many jobs are in which state, for the metrics. */
  async counts(): Promise<Record<string, number>> {
    const queue = await (this.opening ??= open(this.platform.appUrl))
    return queue.getJobCounts('waiting', 'active', 'delayed', 'failed')
  }

  async onApplicationShutdown(): Promise<void> {
    const queue = await this.opening?.catch(() => undefined)
    await queue?.close()
  }
}

/** The queue library is loaded with the first job, to keep the start short. */
async function open(appUrl: string) {
  const { openQueue } = await import('./queue.js')
  const queue = openQueue(appUrl)
  queue.on('error', () => undefined) // A lost database shows in what fails next; without a listener it would end the process.
  await queue.waitUntilReady()
  return queue
}
