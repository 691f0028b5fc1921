import { Injectable } from '@nestjs/common'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { Database } from '../database/database.js'

/** What an operator's Prometheus reads. No name, id or address of anybody is among it. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry()

  readonly requests = new Histogram({
    name: 'tenantry_http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  })

  readonly jobs = new Histogram({
    name: 'tenantry_job_duration_seconds',
    help: 'Time a background job took.',
    labelNames: ['job', 'result'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers: [this.registry],
  })

  readonly auditFailures = new Counter({
    name: 'tenantry_audit_failures_total',
    help: 'Changes refused because the audit log could not be written. Anything but 0 needs an operator.',
    registers: [this.registry],
  })

  constructor(database: Database) {
    collectDefaultMetrics({ register: this.registry })
    this.registry.registerMetric(
      new Gauge({
        name: 'tenantry_database_connections',
        help: 'Connections of the pool, and requests that wait for one.',
        labelNames: ['state'],
        registers: [],
        collect() {
          for (const [state, count] of Object.entries(database.connections())) this.set({ state }, count)
        },
      }),
    )
    this.registry.registerMetric(
      new Gauge({
        name: 'tenantry_connections',
        help: 'Connections to providers by health.',
        labelNames: ['health'],
        registers: [],
        async collect() {
          this.reset()
          for (const { health, count } of await connectionsByHealth(database)) this.set({ health }, Number(count))
        },
      }),
    )
  }

  /** The metrics as Prometheus reads them. */
  async text(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.registry.contentType, text: await this.registry.metrics() }
  }
}

function connectionsByHealth(database: Database): Promise<{ health: string; count: string }[]> {
  return database.acrossOrganizations((tx) =>
    tx.query(
      `select case when enabled then health else 'disabled' end as health, count(*) from connections group by 1`,
    ),
  )
}
