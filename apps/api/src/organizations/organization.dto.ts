import { z } from 'zod'
import { PageQuery, pageOf } from '../http/pages.js'
import { DisplayName } from '../users/display-name.js'

export const OrganizationKind = z
  .enum(['company', 'msp'])
  .describe('A company has one tenant; a managed service provider has its own and those of its customers.')

export const OrganizationView = z
  .object({ id: z.uuid(), name: z.string(), kind: OrganizationKind, createdAt: z.iso.datetime() })
  .meta({ id: 'Organization' })

export type OrganizationView = z.output<typeof OrganizationView>

export const OrganizationPage = pageOf(OrganizationView, 'OrganizationPage')

export const OrganizationQuery = PageQuery

export const NewOrganization = z.object({ name: DisplayName, kind: OrganizationKind }).meta({ id: 'NewOrganization' })

export type NewOrganization = z.output<typeof NewOrganization>

export const OrganizationChange = NewOrganization.partial().meta({ id: 'OrganizationChange' })

export type OrganizationChange = z.output<typeof OrganizationChange>
