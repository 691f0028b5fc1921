import { Readable } from 'node:stream'
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Returns, ReturnsStream } from '../http/returns.js'
import { AuditLog } from './audit-log.js'
import { AuditExportQuery, AuditPage, AuditQuery, AuditVerification } from './audit.dto.js'

@ApiTags('Audit')
@Controller('api/v1/organizations/:organizationId/audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOperation({ summary: 'List what was done, newest first' })
  @RequirePermission('audit:read')
  @Returns(AuditPage)
  list(@Param('organizationId') organizationId: string, @Query({ schema: AuditQuery }) query: AuditQuery) {
    return this.log.page(organizationId, query)
  }

  @Get('verify')
  @ApiOperation({ summary: 'Check that no entry was changed, removed, added or moved' })
  @RequirePermission('audit:read')
  @Returns(AuditVerification)
  verify(@Param('organizationId') organizationId: string) {
    return this.log.verify(organizationId)
  }

  @Get('export')
  @ApiOperation({
    summary: 'Download the log as JSON lines',
    description: 'One entry a line from the first on; the last line is a checkpoint. Verifiable without this server.',
  })
  @RequirePermission('audit:read')
  @ReturnsStream('application/jsonl', 'One JSON object a line.')
  export(
    @Param('organizationId') organizationId: string,
    @Query({ schema: AuditExportQuery }) _query: unknown,
  ): StreamableFile {
    return new StreamableFile(Readable.from(this.log.export(organizationId)), {
      type: 'application/jsonl',
      disposition: `attachment; filename="audit-${organizationId}.jsonl"`,
    })
  }
}
