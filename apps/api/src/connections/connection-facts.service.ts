import { Injectable } from '@nestjs/common'
import { activeSets, type ConnectionTest, type ProviderPlugin } from '@tenantry/core'
import { z } from 'zod'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { providerMissing } from '../providers/providers.errors.js'
import { ConnectionChecks } from './connection-checks.js'
import type { CallLogPage, DataAccess, Doctor, HealthHistory, PermissionFacts } from './connection-facts.dto.js'
import { connectionRow } from './connection-rows.js'
import type { ConnectionRow } from './connection.entity.js'
import type { StoredTestPage } from './connections.dto.js'
import { ConnectionsService } from './connections.service.js'
import { findings } from './doctor.js'
import { healthHistory } from './health-history.js'
import { permissionFacts } from './permission-facts.js'

interface Page {
  limit: number
  cursor?: string | undefined
}

/** What is known of a connection besides its state: history, log, permissions, endpoints, diagnosis. */
@Injectable()
export class ConnectionFactsService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly connections: ConnectionsService,
    private readonly checks: ConnectionChecks,
  ) {}

  health(organizationId: string, id: string): Promise<z.output<typeof HealthHistory>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await connectionRow(tx, id)
      return healthHistory(tx, id, new Date())
    })
  }

  tests(organizationId: string, id: string, { limit, cursor }: Page): Promise<z.output<typeof StoredTestPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await connectionRow(tx, id)
      const rows: { id: string; cause: 'manual'; result: ConnectionTest; started_at: Date }[] = await tx.query(
        `select id, cause, result, started_at from connection_tests
         where connection_id = $1 and ($2::timestamptz is null or started_at < $2) order by started_at desc limit $3`,
        [id, cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.iso.datetime()]))[0], limit + 1],
      )
      const { items, nextCursor } = toPage(rows, limit, (row) => [row.started_at.toISOString()])
      return { items: items.map((row) => ({ id: row.id, cause: row.cause, result: row.result })), nextCursor }
    })
  }

  log(organizationId: string, id: string, { limit, cursor }: Page): Promise<z.output<typeof CallLogPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await connectionRow(tx, id)
      const rows: {
        id: string
        at: Date
        operation: string
        purpose: string
        status: number | null
        duration_ms: number
        request_id: string | null
        problem: { why: string; fix: string } | null
      }[] = await tx.query(
        `select id, at, operation, purpose, status, duration_ms, request_id, problem from connection_calls
         where connection_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
        [
          id,
          cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]))[0],
          limit + 1,
        ],
      )
      const { items, nextCursor } = toPage(rows, limit, (row) => [row.id])
      return {
        items: items.map((row) => ({
          id: row.id,
          at: row.at.toISOString(),
          operation: row.operation,
          purpose: row.purpose,
          status: row.status,
          result: row.status === null ? ('failed' as const) : row.status < 400 ? ('ok' as const) : ('refused' as const),
          durationMs: row.duration_ms,
          requestId: row.request_id,
          hint: row.problem ? `${row.problem.why} ${row.problem.fix}` : null,
        })),
        nextCursor,
      }
    })
  }

  permissions(organizationId: string, id: string): Promise<z.output<typeof PermissionFacts>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, id)
      return permissionFacts(tx, row, this.plugin(row))
    })
  }

  dataAccess(organizationId: string, id: string): Promise<z.output<typeof DataAccess>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, id)
      const plugin = this.plugin(row)
      const calls: { operation: string; calls: string; last_at: Date }[] = await tx.query(
        'select operation, calls, last_at from endpoint_ledger where connection_id = $1 order by operation',
        [id],
      )
      const on = new Set(activeSets(plugin.permissionSets, row.kind, row.sets).map((set) => set.id))
      return {
        items: calls.map((entry) => ({
          operation: entry.operation,
          calls: Number(entry.calls),
          lastAt: entry.last_at.toISOString(),
        })),
        reads: plugin.dataCategories.map((category) => ({
          id: category.id,
          name: category.name,
          reads: category.reads,
          on: on.has(category.set),
        })),
        neverReads: plugin.forbiddenCalls.map(({ what }) => what),
      }
    })
  }

  /** Runs all checks and reads them as a diagnosis. */
  async doctor(organizationId: string, actor: Actor, id: string): Promise<Doctor> {
    const before = await this.connections.inUse(organizationId, id)
    const plugin = this.plugin(before)
    const test = await this.checks.check(before, 'manual', actor)
    const row = await this.database.inOrganization(organizationId, (tx) => connectionRow(tx, id))
    const now = new Date()
    return { ranAt: now.toISOString(), items: findings(row, plugin, test, now) }
  }

  private plugin(row: ConnectionRow): ProviderPlugin {
    const plugin = this.registry.find(row.providerId)
    if (!plugin) throw providerMissing({ provider: row.providerId })
    return plugin
  }
}
