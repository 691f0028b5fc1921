import { z } from 'zod'
import { TenantFilter } from '../tenants/tenants.dto.js'

export const reportFormats = ['html', 'csv', 'json', 'sarif', 'oscal'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** Several values, each given by itself or with commas between. */
const several = z
  .union([z.string().max(5000), z.array(z.string().max(5000)).max(200)])
  .transform((given) => [given].flat().flatMap((text) => text.split(',').filter((part) => part !== '')))

const about = {
  framework: several
    .optional()
    .describe('Ids of frameworks, repeated or with commas between; left out: all controls, told by area.'),
  assessment: z
    .guid()
    .optional()
    .describe('Tell what this assessment found, as it was then; left out: what stands now.'),
  evidence: z
    .enum(['full', 'summary'])
    .optional()
    .describe('`summary`: the evidence of failures alone. Left out: `full` for one tenant, `summary` for several.'),
}

export const TenantReportQuery = z.object(about)
export type TenantReportQuery = z.output<typeof TenantReportQuery>

export const TenantsReportQuery = z.object({
  ...TenantFilter.shape,
  tenantIds: several
    .pipe(z.array(z.guid()).max(200))
    .optional()
    .describe('Ids, repeated or with commas between; left out: all that match the filter.'),
  ...about,
})
export type TenantsReportQuery = z.output<typeof TenantsReportQuery>
