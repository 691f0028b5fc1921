import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { roleTooHigh } from '../members/members.errors.js'
import { ApiKeyPage, ApiKeyQuery, CreatedApiKey, NewApiKey } from './api-key.dto.js'
import { ApiKeys } from './api-keys.service.js'

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @ApiOperation({ summary: 'List the API keys, newest first' })
  @RequirePermission('apiKeys:read')
  @Returns(ApiKeyPage)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: ApiKeyQuery }) query: z.output<typeof ApiKeyQuery>,
  ) {
    return this.keys.page(organizationId, query)
  }

  @Post()
  @ApiOperation({ summary: 'Create an API key', description: 'The answer is the only place where the key is shown.' })
  @RequirePermission('apiKeys:write')
  @Returns(CreatedApiKey, { status: 201 })
  @Problems(roleTooHigh)
  create(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Body({ schema: NewApiKey }) body: NewApiKey,
  ) {
    return this.keys.create(actor, organizationId, body)
  }

  @Delete(':apiKeyId')
  @ApiOperation({ summary: 'Revoke an API key', description: 'Its next request is refused.' })
  @RequirePermission('apiKeys:write')
  @ReturnsNothing()
  @Problems(notFound)
  revoke(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Param('apiKeyId', idOf('API key')) apiKeyId: string,
  ) {
    return this.keys.revoke(actor, organizationId, apiKeyId)
  }
}
