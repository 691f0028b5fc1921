import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { Parameter, ParameterList, SetParameter, TenantParameter, TenantParameterList } from './parameters.dto.js'
import { Parameters } from './parameters.service.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId')
export class ParametersController {
  constructor(private readonly parameters: Parameters) {}

  @Get('compliance/parameters')
  @ApiOperation({
    summary: 'List parameters of controls',
    description: 'What controls are judged with: the organization’s choice where there is one, else the default.',
  })
  @RequirePermission('compliance:read')
  @Returns(ParameterList)
  list(@Param('organizationId') organizationId: string) {
    return this.parameters.list(organizationId)
  }

  @Put('compliance/parameters/:parameterId')
  @ApiOperation({
    summary: 'Set a parameter for the organization',
    description: 'Holds in all tenants that have no value of their own, from the next assessment on.',
  })
  @RequirePermission('compliance:write')
  @Returns(Parameter)
  @Problems(notFound, validationFailed)
  set(
    @Param('organizationId') organizationId: string,
    @Param('parameterId') parameterId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: SetParameter }) body: SetParameter,
  ) {
    return this.parameters.set(organizationId, actor, parameterId, body)
  }

  @Delete('compliance/parameters/:parameterId')
  @ApiOperation({ summary: 'Let a parameter of the organization be as it is by default' })
  @RequirePermission('compliance:write')
  @ReturnsNothing()
  @Problems(notFound)
  clear(
    @Param('organizationId') organizationId: string,
    @Param('parameterId') parameterId: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.parameters.clear(organizationId, actor, parameterId)
  }

  @Get('tenants/:tenantId/compliance/parameters')
  @ApiOperation({
    summary: 'List the parameters in force in a tenant',
    description: 'Each with where its value comes from.',
  })
  @RequirePermission('compliance:read')
  @Returns(TenantParameterList)
  @Problems(notFound)
  listOfTenant(@Param('organizationId') organizationId: string, @Param('tenantId', idOf('tenant')) tenantId: string) {
    return this.parameters.listOfTenant(organizationId, tenantId)
  }

  @Put('tenants/:tenantId/compliance/parameters/:parameterId')
  @ApiOperation({
    summary: 'Set a parameter for a tenant',
    description: 'It goes before the organization’s value, from the next assessment on.',
  })
  @RequirePermission('compliance:write')
  @Returns(TenantParameter)
  @Problems(notFound, validationFailed)
  setForTenant(
    @Param('organizationId') organizationId: string,
    @Param('tenantId', idOf('tenant')) tenantId: string,
    @Param('parameterId') parameterId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: SetParameter }) body: SetParameter,
  ) {
    return this.parameters.setForTenant(organizationId, actor, { tenantId, parameterId }, body)
  }

  @Delete('tenants/:tenantId/compliance/parameters/:parameterId')
  @ApiOperation({ summary: 'Let a parameter of a tenant be as it is in the organization' })
  @RequirePermission('compliance:write')
  @ReturnsNothing()
  @Problems(notFound)
  clearForTenant(
    @Param('organizationId') organizationId: string,
    @Param('tenantId', idOf('tenant')) tenantId: string,
    @Param('parameterId') parameterId: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.parameters.clear(organizationId, actor, parameterId, tenantId)
  }
}
