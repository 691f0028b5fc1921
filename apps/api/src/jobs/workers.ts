import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common'
import { Audit, SYSTEM } from '../audit/audit.js'
import { CONFIG, type Config } from '../config/config.js'
import { Metrics } from '../observability/metrics.js'
import { PLATFORM, type Platform } from '../platform.module.js'
import { jobDeadline, jobRejected, jobUnknown } from './jobs.errors.js'
import type { JobHandler, JobKind } from './define-job.js'
import { WorkSeal, type SealedWork } from './sealed-work.js'

const CONCURRENCY = 8
/** How long a handler may take to notice that its signal fired, before the worker goes on without it. */
const GRACE_SECONDS = 5

interface Registered {
  kind: JobKind<unknown>
  handler: JobHandler<unknown>
}

/** Does queued work, in processes whose role includes it. */
@Injectable()
export class Workers implements OnApplicationShutdown {
  private readonly logger = new Logger('Jobs')
  private readonly handlers = new Map<string, Registered>()
  private readonly stopping = new AbortController()
  private readonly seal: WorkSeal
  private worker: Promise<{ close: () => Promise<void> }> | undefined

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly audit: Audit,
    private readonly metrics: Metrics,
  ) {
    this.seal = new WorkSeal(platform.masterKeys)
  }

  /** Says who does the work of a kind. Call it in `onModuleInit`. */
  handle<Payload>(kind: JobKind<Payload>, handler: JobHandler<Payload>): void {
    // The payload is parsed with the schema of its kind before a handler sees it.
    this.handlers.set(kind.name, { kind, handler: handler as JobHandler<unknown> })
  }

  /** Begins to take work. */
  start(): Promise<unknown> {
    return (this.worker ??= this.open())
  }

  private async open(): Promise<{ close: () => Promise<void> }> {
    const { openWorker } = await import('./queue.js')
    const worker = openWorker(
      this.platform.appUrl,
      { concurrency: CONCURRENCY, lockSeconds: this.config.jobsLockSeconds },
      (job) => this.measured(job),
    )
    worker.on('error', (error) => this.logger.warn(`The job queue does not answer: ${error.message}`))
    worker.on('failed', (job, error) => this.logger.warn({ job: job?.name, id: job?.id, err: error }, 'A job failed'))
    await worker.waitUntilReady()
    void worker.run().catch((error: unknown) => this.logger.error(error, 'The worker stopped'))
    return worker
  }

  private async measured(job: { id?: string | undefined; name: string; data: SealedWork }): Promise<void> {
    const end = this.metrics.jobs.startTimer({ job: this.handlers.has(job.name) ? job.name : 'unknown' })
    try {
      await this.work(job)
      end({ result: 'done' })
    } catch (error) {
      end({ result: 'failed' })
      throw error
    }
  }

  /** Does one job of the queue. */
  async work(job: { id?: string | undefined; name: string; data: SealedWork }): Promise<void> {
    const registered = this.handlers.get(job.name)
    if (!registered) throw jobUnknown({ name: job.name })
    if (!this.seal.isIntact(job.name, job.data)) {
      await this.reject(job)
      throw jobRejected({ name: job.name })
    }
    const { kind, handler } = registered
    const { organizationId } = job.data
    const payload = kind.payload.parse(job.data.payload)
    const belongs = await this.platform.database.inOrganization(organizationId, (tx) => handler.belongs(tx, payload))
    if (!belongs) return
    await this.withDeadline(kind, (signal) => handler.run(payload, { organizationId, jobId: job.id ?? '', signal }))
  }

  private async withDeadline(kind: JobKind<unknown>, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const deadline = new AbortController()
    const signal = AbortSignal.any([deadline.signal, this.stopping.signal])
    const late = jobDeadline({ name: kind.name, seconds: kind.deadlineSeconds })
    const timer = setTimeout(() => deadline.abort(late), kind.deadlineSeconds * 1000)
    let graceTimer: NodeJS.Timeout | undefined
    const given = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        graceTimer = setTimeout(() => reject(late), GRACE_SECONDS * 1000)
      })
    })
    try {
      await Promise.race([run(signal), given])
    } finally {
      clearTimeout(timer)
      clearTimeout(graceTimer)
    }
  }

  /** Someone wrote into the queue's tables: the organization that the row claims gets to know. */
  private async reject(job: { id?: string | undefined; name: string; data: SealedWork }): Promise<void> {
    this.logger.error({ job: job.name, id: job.id }, 'A job was changed in the queue and is not run')
    await this.platform.database.inOrganization(job.data.organizationId, (tx) =>
      this.audit.record(tx, {
        actor: SYSTEM,
        action: 'job.rejected',
        subject: { kind: 'job', id: job.id ?? '', name: job.name },
        result: 'failure',
        summary: `A queued job “${job.name}” was changed by someone else and was not run.`,
      }),
    )
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort()
    const worker = await this.worker?.catch(() => undefined)
    await worker?.close()
  }
}
