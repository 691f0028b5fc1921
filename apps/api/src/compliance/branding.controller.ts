import { Body, Controller, Delete, Get, Param, Put, Req, Res, StreamableFile } from '@nestjs/common'
import type { Request, Response } from 'express'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { fileRefused, fileTooLarge, readFile, TakesFile } from '../http/file-body.js'
import { Problems, Returns, ReturnsNothing, ReturnsStream } from '../http/returns.js'
import { attachmentAnswer } from './attachment-answer.js'
import { Branding as BrandingView, SetBranding } from './branding.dto.js'
import { Branding } from './branding.service.js'

const LARGEST = { bytes: 200 * 1000, name: '200 kB' }

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId/compliance/branding')
export class BrandingController {
  constructor(private readonly branding: Branding) {}

  @Get()
  @ApiOperation({ summary: 'Get what reports look like' })
  @RequirePermission('compliance:read')
  @Returns(BrandingView)
  get(@Param('organizationId') organizationId: string) {
    return this.branding.get(organizationId)
  }

  @Put()
  @ApiOperation({ summary: 'Change what reports look like', description: 'The logo is sent by itself.' })
  @RequirePermission('compliance:write')
  @Returns(BrandingView)
  @Problems(validationFailed)
  set(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: SetBranding }) body: SetBranding,
  ) {
    return this.branding.set(organizationId, actor, body)
  }

  @Get('logo')
  @ApiOperation({ summary: 'Download the logo of reports' })
  @RequirePermission('compliance:read')
  @ReturnsStream('image/png', 'The picture.')
  @Problems(notFound)
  async logo(
    @Param('organizationId') organizationId: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const body = await this.branding.logo(organizationId)
    return attachmentAnswer(response, { name: 'logo.png', type: 'image/png', body })
  }

  @Put('logo')
  @ApiOperation({ summary: 'Change the logo of reports', description: 'The body is a PNG picture, at most 200 kB.' })
  @RequirePermission('compliance:write')
  @TakesFile('image/png')
  @Returns(BrandingView)
  @Problems(fileTooLarge, fileRefused)
  async setLogo(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    return this.branding.setLogo(organizationId, actor, await readFile(request, LARGEST))
  }

  @Delete('logo')
  @ApiOperation({ summary: 'Take the logo of reports away' })
  @RequirePermission('compliance:write')
  @ReturnsNothing()
  removeLogo(@Param('organizationId') organizationId: string, @CurrentActor() actor: Actor) {
    return this.branding.removeLogo(organizationId, actor)
  }
}
