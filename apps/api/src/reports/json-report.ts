import { REPORT_VERSION, type ReportDocument, type ReportModel } from './report-model.js'
import { jsonObject } from './json-stream.js'

/** Writes a report as JSON, as {@link ReportDocument} describes it. */
export async function* jsonReport({ head, tenants }: ReportModel): AsyncGenerator<string> {
  const start: Omit<ReportDocument, 'tenants'> = { format: 'tenantry-report', version: REPORT_VERSION, ...head }
  yield* jsonObject(start, { tenants })
}
