import { randomUUID } from 'node:crypto'
import { Inject, Injectable, Logger } from '@nestjs/common'
import { AppError, checkConnection, type ConnectionTest, type Health } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit, SYSTEM } from '../audit/audit.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { Notices } from '../notifications/notices.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import type { CallLog } from './call-log.js'
import { ConnectionClients, type OpenClient } from './connection-clients.js'
import { changeRow } from './connection-rows.js'
import type { ConnectionRow } from './connection.entity.js'
import { changedMeanwhile } from './connections.errors.js'
import { afterTest, announceExpiry, datedExpiry } from './credential-clock.js'
import { recordHealth, UNKNOWN_AFTER_SECONDS } from './health-spans.js'
import { unopenedTest } from './unopened-test.js'

export type CheckCause = 'manual' | 'schedule' | 'create' | 'credential' | 'refresh'

const KEPT_TESTS = 100

const HEALTH_WORDS: Record<Health, string> = {
  connected: 'connected',
  authenticationError: 'authentication error',
  permissionError: 'permission error',
  serviceError: 'service error',
}

/** Why a check opens the credential, for the audit log. */
const PURPOSES: Record<CheckCause, string> = {
  manual: 'to test the connection',
  schedule: 'to check the connection on schedule',
  create: 'to connect',
  credential: 'to test the new credential',
  refresh: 'to refresh its data',
}

/** Tests connections and keeps what the tests say. */
@Injectable()
export class ConnectionChecks {
  private readonly logger = new Logger('Connections')

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clients: ConnectionClients,
    private readonly registry: ProviderRegistry,
    private readonly audit: Audit,
    private readonly notices: Notices,
    private readonly events: Events,
  ) {}

  /** Runs the three checks on an open client and stores nothing. */
  run(opened: OpenClient, onProgress?: (part: string, status: string) => void): Promise<ConnectionTest> {
    return checkConnection({
      plugin: opened.plugin,
      client: opened.client,
      kind: opened.setup.kind,
      sets: opened.setup.sets,
      clock: { now: () => new Date() },
      // A step makes a few calls, each with a deadline of its own.
      stepSeconds: 5 * this.config.callDeadlineSeconds,
      onFault: (error) => this.logger.error(error, `${opened.plugin.name} failed in a way it does not explain`),
      ...(onProgress && { onProgress }),
    })
  }

  /** Tests a stored connection and keeps the outcome. Throws `changed_meanwhile` when it changed during the test. */
  async check(
    row: ConnectionRow,
    cause: CheckCause,
    actor: Pick<Actor, 'kind' | 'id' | 'name'> = SYSTEM,
  ): Promise<ConnectionTest> {
    const opened = await this.open(row, cause, actor)
    const test =
      opened instanceof AppError
        ? unopenedTest(opened, new Date())
        : await this.run(opened, (part, status) => {
            this.events.publish(row.organizationId, 'connection.test.progress', { id: row.id, part, status })
          })
    if (!(opened instanceof AppError) && opened.signal.aborted) throw changedMeanwhile({})
    await this.database.inOrganization(row.organizationId, async (tx) => {
      await this.store(tx, row, test, cause, actor, opened instanceof AppError ? undefined : opened.calls)
    })
    this.events.publish(row.organizationId, 'connection.changed', { id: row.id })
    return test
  }

  /** The client, or the error that keeps it closed where that says something about the connection’s health. */
  private async open(
    row: ConnectionRow,
    cause: CheckCause,
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
  ): Promise<OpenClient | AppError> {
    try {
      return await this.clients.of(row, actor, PURPOSES[cause])
    } catch (error) {
      if (error instanceof AppError && error.health) return error
      throw error
    }
  }

  /** Keeps the outcome of a test, and the calls it made, in the transaction of whatever else changes with it. */
  async store(
    tx: EntityManager,
    row: ConnectionRow,
    test: ConnectionTest,
    cause: CheckCause,
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    calls: CallLog | undefined,
  ): Promise<void> {
    const now = new Date()
    const changed = row.health !== test.health || row.problem?.code !== test.problem?.code
    const credential = afterTest(row.credential, test, now)
    datedExpiry(test, credential, row.config)
    const readWell = test.checks.apiCalls.items.some(({ status }) => status === 'passed')
    const isCurrent = await changeRow(
      tx,
      { id: row.id, version: row.version },
      {
        health: test.health,
        ...((changed || row.checkedAt === null) && { healthSince: now }),
        problem: test.problem ?? null,
        notes: test.notes,
        ...(test.identity && { granted: [...test.identity.permissions], surplus: test.surplus }),
        ...(test.tenant && {
          tenant: {
            id: test.tenant.tenantId,
            name: test.tenant.name,
            defaultDomain: test.tenant.defaultDomain ?? null,
          },
        }),
        credential,
        checkedAt: now,
        nextCheckAt: this.nextCheck(now, test),
        ...(readWell && { lastSyncAt: now }),
      },
    )
    if (!isCurrent) throw changedMeanwhile({})
    await tx.query(
      `insert into connection_tests (id, organization_id, connection_id, started_at, cause, health, result)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), row.organizationId, row.id, test.startedAt, cause, test.health, JSON.stringify(test)],
    )
    await tx.query(
      `delete from connection_tests where connection_id = $1 and id not in (
         select id from connection_tests where connection_id = $1 order by started_at desc limit $2)`,
      [row.id, KEPT_TESTS],
    )
    await recordHealth(tx, row, test, now, Math.max(UNKNOWN_AFTER_SECONDS, 2 * this.config.healthCheckSeconds))
    await calls?.flush(tx, {
      organizationId: row.organizationId,
      connectionId: row.id,
      granted: test.identity?.permissions ?? row.granted,
      lattice: this.registry.find(row.providerId)?.lattice ?? {},
    })
    await this.tell(tx, row, test, cause, actor, changed)
    await this.notice(tx, row, test, cause, now)
    const { id, name, providerId } = row
    const telling = { audit: this.audit, notices: this.notices }
    await announceExpiry(tx, telling, { id, name, providerId, credential }, test, now)
  }

  /** Someone who connects right now sees the outcome. Whatever else finds a connection failing, or well again, is told. */
  private async notice(
    tx: EntityManager,
    { id, name, providerId }: ConnectionRow,
    { problem, health }: ConnectionTest,
    cause: CheckCause,
    now: Date,
  ): Promise<void> {
    const subject = { kind: 'connection' as const, id, name, providerId }
    if (!problem) {
      const since = await this.notices.resolve(tx, 'health', id, now)
      if (since) await this.notices.record(tx, 'connection.recovered', subject, { since: since.toISOString() }, now)
    } else if (cause !== 'create') {
      const kind = health === 'serviceError' ? 'connection.unavailable' : 'connection.failing'
      await this.notices.record(tx, kind, subject, { problem }, now)
    }
  }

  private async tell(
    tx: EntityManager,
    row: ConnectionRow,
    test: ConnectionTest,
    cause: CheckCause,
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    changed: boolean,
  ): Promise<void> {
    const subject = { kind: 'connection', id: row.id, name: row.name }
    const outcome = test.problem ? `${test.problem.title}.` : 'All three checks passed.'
    if (cause === 'manual' || cause === 'refresh') {
      await this.audit.record(tx, {
        actor,
        action: cause === 'manual' ? 'connection.tested' : 'connection.refreshed',
        subject,
        connectionId: row.id,
        result: test.problem ? 'failure' : 'success',
        summary: `${actor.name} ${cause === 'manual' ? 'tested' : 'refreshed'} “${row.name}”. ${outcome}`,
        details: {
          health: test.health,
          ...(test.problem && { code: test.problem.code, provenance: test.problem.provenance }),
        },
      })
    }
    if (changed && cause !== 'create') {
      await this.audit.record(tx, {
        actor: SYSTEM,
        action: 'connection.healthChanged',
        subject,
        connectionId: row.id,
        result: test.problem ? 'failure' : 'success',
        summary: `“${row.name}” went from ${HEALTH_WORDS[row.health]} to ${HEALTH_WORDS[test.health]}. ${outcome}`,
        details: { from: row.health, to: test.health, ...(test.problem && { code: test.problem.code }) },
      })
    }
  }

  /** Sooner when the provider is in trouble, later when it asks for silence, and never all at the same moment. */
  private nextCheck(now: Date, test: ConnectionTest): Date {
    const usual = this.config.healthCheckSeconds
    const wait = test.health === 'serviceError' ? Math.min(usual, 60) : usual
    const problems = [test.problem, ...test.checks.apiCalls.items.map(({ problem }) => problem)]
    const asked = problems.map((problem) => problem?.retryAfterSeconds ?? 0)
    const seconds = Math.max(wait, ...asked) * (1 + Math.random() / 10)
    return new Date(now.getTime() + seconds * 1000)
  }
}
