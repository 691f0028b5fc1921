import { csvReport } from './csv/csv-report.js'
import { htmlReport } from './html/html-report.js'
import { jsonReport } from './json-report.js'
import { oscalReport } from './oscal/oscal-report.js'
import type { ReportModel } from './report-model.js'
import type { ReportFormat } from './reports.dto.js'
import { sarifReport } from './sarif/sarif-report.js'

/** How a report is written in one format. */
export interface ReportWriter {
  /** What people call the format. */
  name: string
  mediaType: string
  /** The end of a file's name. */
  ending: string
  /** Whether browsers show it instead of saving it. */
  shown: boolean
  write: (model: ReportModel) => AsyncIterable<string>
}

export const REPORT_WRITERS: Record<ReportFormat, ReportWriter> = {
  html: { name: 'HTML', mediaType: 'text/html; charset=utf-8', ending: 'html', shown: true, write: htmlReport },
  csv: { name: 'CSV', mediaType: 'text/csv; charset=utf-8', ending: 'csv', shown: false, write: csvReport },
  json: { name: 'JSON', mediaType: 'application/json', ending: 'json', shown: false, write: jsonReport },
  sarif: { name: 'SARIF', mediaType: 'application/sarif+json', ending: 'sarif', shown: false, write: sarifReport },
  oscal: { name: 'OSCAL', mediaType: 'application/json', ending: 'oscal.json', shown: false, write: oscalReport },
}
