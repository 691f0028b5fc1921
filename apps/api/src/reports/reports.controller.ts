import { Readable } from 'node:stream'
import { Controller, Get, Param, ParseEnumPipe, Query, Res, StreamableFile } from '@nestjs/common'
import type { Response } from 'express'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, ReturnsStream } from '../http/returns.js'
import { nothingMatches } from '../tenants/tenants.errors.js'
import { REPORT_POLICY } from './html/html-report.js'
import { REPORT_WRITERS } from './report-formats.js'
import { reportFormats, TenantReportQuery, TenantsReportQuery, type ReportFormat } from './reports.dto.js'
import { Reports, type OpenReport } from './reports.service.js'

const FORMATS =
  '`html` is a page made for print, `csv` a line for each tenant and control, `json` everything, `sarif` SARIF 2.1.0, `oscal` assessment results of OSCAL 1.1.3.'

const formatOf = new ParseEnumPipe(Object.fromEntries(reportFormats.map((format) => [format, format])), {
  exceptionFactory: () => notFound({ what: 'format of reports' }),
})

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  @Get('tenants/:tenantId/reports/:format')
  @ApiOperation({ summary: 'Download a report about a tenant', description: FORMATS })
  @RequirePermission('compliance:read')
  @ReturnsStream('text/html', 'The report, in the media type of its format.')
  @Problems(notFound, validationFailed)
  async ofTenant(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('format', formatOf) format: ReportFormat,
    @Query({ schema: TenantReportQuery }) query: TenantReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const report = await this.reports.ofTenant(organizationId, actor, { tenantId, format, query })
    return answer(response, format, report)
  }

  @Get('compliance/reports/:format')
  @ApiOperation({
    summary: 'Download a report about several tenants',
    description: `${FORMATS} It comes tenant by tenant, so it may be large.`,
  })
  @RequirePermission('compliance:read')
  @ReturnsStream('text/html', 'The report, in the media type of its format.')
  @Problems(notFound, validationFailed, nothingMatches)
  async ofTenants(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Param('format', formatOf) format: ReportFormat,
    @Query({ schema: TenantsReportQuery }) query: TenantsReportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return answer(response, format, await this.reports.ofTenants(organizationId, actor, { format, query }))
  }
}

/**
 * A page is shown in a sandbox: it has an origin of its own, runs nothing and loads nothing, so that whatever a tenant holds
 * does nothing in ours. Our console may frame it as a preview.
 */
function answer(response: Response, format: ReportFormat, { fileName, content }: OpenReport): StreamableFile {
  const { mediaType, shown } = REPORT_WRITERS[format]
  const sandbox = 'sandbox allow-popups allow-popups-to-escape-sandbox'
  response.setHeader('content-security-policy', `${sandbox}; ${REPORT_POLICY}; frame-ancestors 'self'`)
  if (shown) response.setHeader('x-frame-options', 'SAMEORIGIN')
  return new StreamableFile(Readable.from(content, { objectMode: false }), {
    type: mediaType,
    disposition: `${shown ? 'inline' : 'attachment'}; filename="${fileName}"`,
  })
}
