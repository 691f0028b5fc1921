import { Body, Controller, Get, Param, Post, Put, Query, Req, Res, StreamableFile } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { fileRefused, fileTooLarge, readFile, TakesFile } from '../http/file-body.js'
import { idOf } from '../http/id-of.js'
import { Idempotent } from '../http/idempotency.js'
import { Problems, Returns, ReturnsStream } from '../http/returns.js'
import { attachmentAnswer } from './attachment-answer.js'
import { AttestationFiles } from './attestation-files.js'
import { Attestations } from './attestations.service.js'
import { attachmentKept, attestationWithdrawn, notManual } from './compliance.errors.js'
import { evidenceTypes } from './file-kinds.js'
import {
  AssignManualWork,
  AttachmentQuery,
  Attest,
  Attestation,
  AttestationPage,
  AttestationQuery,
  ManualCounts,
  ManualFilter,
  ManualPage,
  ManualQuery,
  ManualWorkAssigned,
} from './manual-work.dto.js'
import { ManualWork } from './manual-work.service.js'

const LARGEST = { bytes: 5 * 1024 * 1024, name: '5 MB' }

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId')
export class ManualWorkController {
  constructor(
    private readonly work: ManualWork,
    private readonly attestations: Attestations,
    private readonly files: AttestationFiles,
  ) {}

  @Get('compliance/manual')
  @ApiOperation({
    summary: 'List manual controls by tenant',
    description: 'What no program judges, with who looks at it and until when.',
  })
  @RequirePermission('compliance:read')
  @Returns(ManualPage)
  @Problems(validationFailed)
  list(@Param('organizationId') organizationId: string, @Query({ schema: ManualQuery }) query: ManualQuery) {
    return this.work.page(organizationId, query)
  }

  @Get('compliance/manual-counts')
  @ApiOperation({ summary: 'Count manual controls by state', description: 'Among those that match.' })
  @RequirePermission('compliance:read')
  @Returns(ManualCounts)
  @Problems(validationFailed)
  counts(@Param('organizationId') organizationId: string, @Query({ schema: ManualFilter }) query: ManualFilter) {
    return this.work.counts(organizationId, query)
  }

  @Put('compliance/manual')
  @ApiOperation({
    summary: 'Give manual controls to a person',
    description: 'Each of these controls in each of these tenants: its owner, until when, or both.',
  })
  @RequirePermission('compliance:write')
  @Returns(ManualWorkAssigned)
  @Problems(validationFailed, notFound)
  assign(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: AssignManualWork }) body: AssignManualWork,
  ) {
    return this.work.assign(organizationId, actor, body)
  }

  @Get('attestations')
  @ApiOperation({ summary: 'List attestations', description: 'The latest first; superseded and withdrawn ones, too.' })
  @RequirePermission('compliance:read')
  @Returns(AttestationPage)
  @Problems(validationFailed)
  listAttestations(
    @Param('organizationId') organizationId: string,
    @Query({ schema: AttestationQuery }) query: AttestationQuery,
  ) {
    return this.attestations.page(organizationId, query)
  }

  @Post('attestations')
  @ApiOperation({
    summary: 'Attest a control',
    description: 'Says of one or many tenants how a control that no program judges is there. It counts at once.',
  })
  @RequirePermission('compliance:write')
  @Idempotent()
  @Returns(Attestation, { status: 201 })
  @Problems(validationFailed, notFound, notManual)
  attest(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: Attest }) body: Attest,
  ) {
    return this.attestations.attest(organizationId, actor, body)
  }

  @Get('attestations/:attestationId')
  @ApiOperation({ summary: 'Get an attestation' })
  @RequirePermission('compliance:read')
  @Returns(Attestation)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('attestationId', idOf('attestation')) id: string) {
    return this.attestations.get(organizationId, id)
  }

  @Post('attestations/:attestationId/withdraw')
  @ApiOperation({
    summary: 'Withdraw an attestation',
    description: 'It stays on record. The one before it counts again, as far as it is still valid.',
  })
  @RequirePermission('compliance:write')
  @Returns(Attestation)
  @Problems(notFound, attestationWithdrawn)
  withdraw(
    @Param('organizationId') organizationId: string,
    @Param('attestationId', idOf('attestation')) id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.attestations.withdraw(organizationId, actor, id)
  }

  @Put('attestations/:attestationId/attachment')
  @ApiOperation({
    summary: 'Attach a file to an attestation',
    description: 'The body is the file, at most 5 MB. It is evidence: once attached it stays as it is.',
  })
  @RequirePermission('compliance:write')
  @TakesFile(...evidenceTypes)
  @Returns(Attestation)
  @Problems(notFound, validationFailed, fileTooLarge, fileRefused, attachmentKept, attestationWithdrawn)
  async attach(
    @Param('organizationId') organizationId: string,
    @Param('attestationId', idOf('attestation')) id: string,
    @CurrentActor() actor: Actor,
    @Query({ schema: AttachmentQuery }) { name }: z.output<typeof AttachmentQuery>,
    @Req() request: Request,
  ) {
    await this.files.expect(organizationId, id)
    const [type = ''] = (request.get('content-type') ?? '').toLowerCase().split(';')
    const body = await readFile(request, LARGEST)
    return this.files.attach(organizationId, actor, id, { name, type: type.trim(), body })
  }

  @Get('attestations/:attestationId/attachment')
  @ApiOperation({ summary: 'Download the file of an attestation' })
  @RequirePermission('compliance:read')
  @ReturnsStream('application/octet-stream', 'The file as it was attached, to be saved and not shown.')
  @Problems(notFound)
  async download(
    @Param('organizationId') organizationId: string,
    @Param('attestationId', idOf('attestation')) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return attachmentAnswer(response, await this.files.file(organizationId, id))
  }
}
