import { guid } from '../world/ids.js'

export interface LogFacts {
  at: Date
  tenant: string
  tenantId: string | undefined
  api: string
  message: string
  user: string
  severity: 'Info' | 'Warning' | 'Error' | 'Alert'
  data?: unknown
}

export interface LogRow {
  DateTime: string
  Tenant: string
  API: string
  Message: string
  User: string
  Severity: string
  LogData: unknown
  TenantID: string
  AppId: string
  IP: string
  RowKey: string
}

/** CIPP's logbook. */
export class CippLog {
  readonly #rows: { day: string; row: LogRow }[] = []

  write({ at, tenant, tenantId, api, message, user, severity, data }: LogFacts): void {
    const row: LogRow = {
      DateTime: at.toISOString(),
      Tenant: tenant,
      API: api,
      Message: message,
      User: user,
      Severity: severity,
      LogData: data ?? '',
      TenantID: tenantId ?? 'None',
      AppId: '',
      IP: '',
      RowKey: guid('log', this.#rows.length, at.getTime()),
    }
    this.#rows.push({ day: dayOf(at), row })
  }

  /** Newest first, of one day (`yyyyMMdd`). */
  of(day: string): LogRow[] {
    return this.#rows
      .filter((entry) => entry.day === day)
      .map(({ row }) => row)
      .reverse()
  }
}

/** Days are those of the time zone that the instance runs in: UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10).replaceAll('-', '')
}
