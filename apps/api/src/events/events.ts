import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common'
import { Client } from 'pg'
import type { EntityManager } from 'typeorm'
import { PLATFORM, type Platform } from '../platform.module.js'

/** Something that changed, as it goes to the open pages of an organization: what and which, never its content. */
export interface LiveEvent {
  organizationId: string
  /** `thing.changed`. */
  type: string
  /** Ids and small states. Never a secret: any process of the installation may listen. */
  data: { id: string } & Record<string, string | number | boolean | null>
}

const CHANNEL = 'tenantry_events'
const NOTIFY_ALL = 'select pg_notify($1, text) from unnest($2::text[]) as text'
const RECONNECT_MS = [100, 1000, 5000]

/** Passes events to every process of the installation, by PostgreSQL's own NOTIFY. */
@Injectable()
export class Events implements OnModuleDestroy {
  private readonly logger = new Logger('Events')
  private readonly listeners = new Set<(event: LiveEvent | 'missed') => void>()
  private client: Client | undefined
  private listening: Promise<void> | undefined
  private closed = false

  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  /**
   * Tells open pages that something changed. Call it after the transaction. Nobody waits for it and nothing is lost with it:
   * pages ask for everything anew when they connect.
   */
  publish(organizationId: string, type: string, data: LiveEvent['data']): void {
    this.publishAll(organizationId, type, [data])
  }

  /** Tells of many changes of one kind at once. */
  publishAll(organizationId: string, type: string, changes: readonly LiveEvent['data'][]): void {
    if (changes.length === 0) return
    this.platform.database
      .outside((tx) => tx.query(NOTIFY_ALL, [CHANNEL, textsOf(organizationId, type, changes)]))
      .catch((error: unknown) => this.logger.warn({ err: error, type }, 'An event was not passed on'))
  }

  /** Tells open pages when this transaction commits, and nobody when it does not. */
  async publishWith(tx: EntityManager, organizationId: string, type: string, data: LiveEvent['data']): Promise<void> {
    await this.publishAllWith(tx, organizationId, type, [data])
  }

  /** Tells of many changes of one kind when this transaction commits. */
  async publishAllWith(
    tx: EntityManager,
    organizationId: string,
    type: string,
    changes: readonly LiveEvent['data'][],
  ): Promise<void> {
    if (changes.length === 0) return
    await tx.query(NOTIFY_ALL, [CHANNEL, textsOf(organizationId, type, changes)])
  }

  /** Calls back for every event, or `missed` when some may have been lost. Resolves, once it listens, to what ends it. */
  async subscribe(listener: (event: LiveEvent | 'missed') => void): Promise<() => void> {
    this.listeners.add(listener)
    await (this.listening ??= this.listen())
    return () => this.listeners.delete(listener)
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true
    await this.client?.end().catch(() => undefined)
  }

  private async listen(): Promise<void> {
    for (let attempt = 0; !this.closed; attempt += 1) {
      try {
        await this.connect()
        return
      } catch (error) {
        this.logger.warn({ err: error }, 'Live events wait for the database')
        const pause = RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)]
        await new Promise((resolve) => setTimeout(resolve, pause).unref())
      }
    }
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.platform.appUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    client.on('error', () => undefined) // 'end' follows and is what counts.
    client.on('notification', ({ payload }) => this.tell(JSON.parse(payload ?? '') as LiveEvent))
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    this.client = client
    client.once('end', () => {
      if (this.closed) return
      this.listening = this.listen().then(() => this.tell('missed'))
    })
  }

  private tell(event: LiveEvent | 'missed'): void {
    for (const listener of this.listeners) listener(event)
  }
}

function textsOf(organizationId: string, type: string, changes: readonly LiveEvent['data'][]): string[] {
  return changes.map((data) => JSON.stringify({ organizationId, type, data } satisfies LiveEvent))
}
