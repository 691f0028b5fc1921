import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentPerson, type Person } from '../authentication/person.js'
import { CurrentActor, RequirePermission, SignedIn } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Problems, Returns } from '../http/returns.js'
import { personRequired } from '../sessions/sessions.errors.js'
import {
  NewOrganization,
  OrganizationChange,
  OrganizationPage,
  OrganizationQuery,
  OrganizationView,
} from './organization.dto.js'
import { Organizations } from './organizations.service.js'

@ApiTags('Organizations')
@Controller('api/v1/organizations')
export class OrganizationsController {
  constructor(private readonly organizations: Organizations) {}

  @Post()
  @SignedIn()
  @ApiOperation({ summary: 'Create an organization', description: 'Whoever creates it is its first owner.' })
  @Returns(OrganizationView, { status: 201 })
  @Problems(personRequired)
  create(@CurrentPerson() person: Person, @Body({ schema: NewOrganization }) body: NewOrganization) {
    return this.organizations.create(person, body)
  }

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'List the organizations you belong to', description: 'An API key belongs to one.' })
  @Returns(OrganizationPage)
  list(@CurrentActor() actor: Actor, @Query({ schema: OrganizationQuery }) query: z.output<typeof OrganizationQuery>) {
    return this.organizations.page(actor, query)
  }

  @Get(':organizationId')
  @ApiOperation({ summary: 'Show an organization' })
  @RequirePermission('organization:read')
  @Returns(OrganizationView)
  get(@Param('organizationId') organizationId: string) {
    return this.organizations.get(organizationId)
  }

  @Patch(':organizationId')
  @ApiOperation({ summary: 'Rename an organization or change its kind' })
  @RequirePermission('organization:write')
  @Returns(OrganizationView)
  change(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Body({ schema: OrganizationChange }) body: OrganizationChange,
  ) {
    return this.organizations.change(actor, organizationId, body)
  }
}
