import { z } from 'zod'
import { ReportDocument } from './report-model.js'

/** The JSON schema of a report in JSON. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(ReportDocument, { target: 'draft-7' })
}
