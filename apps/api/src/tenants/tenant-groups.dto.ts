import { z } from 'zod'
import { pageOf } from '../http/pages.js'
import { TenantFilter } from './tenants.dto.js'

const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(500)

export const TenantGroup = z
  .object({
    id: z.guid(),
    name,
    description: z.string(),
    tenants: z.int().min(0).describe('How many tenants are in it.'),
    createdAt: z.string(),
  })
  .meta({ id: 'TenantGroup' })
export type TenantGroup = z.output<typeof TenantGroup>

export const TenantGroupPage = pageOf(TenantGroup, 'TenantGroupPage')

export const CreateTenantGroup = z.object({
  name,
  description: description.default(''),
  tenantIds: z.array(z.guid()).max(5000).default([]).describe('Tenants that are in it from the start.'),
})
export type CreateTenantGroup = z.output<typeof CreateTenantGroup>

export const UpdateTenantGroup = z.object({ name: name.optional(), description: description.optional() })
export type UpdateTenantGroup = z.output<typeof UpdateTenantGroup>

const tags = z.array(z.string().trim().min(1).max(50)).max(20).default([])
const groupIds = z.array(z.guid()).max(50).default([])

export const EditTenants = z
  .object({
    tenantIds: z.array(z.guid()).min(1).max(5000).optional(),
    filter: TenantFilter.optional().describe('Instead of ids: all that match.'),
    tags: z.object({ add: tags, remove: tags }).optional(),
    groups: z.object({ add: groupIds, remove: groupIds }).optional(),
  })
  .refine(({ tenantIds, filter }) => (tenantIds === undefined) !== (filter === undefined), {
    message: 'needs either tenantIds or filter',
  })
export type EditTenants = z.output<typeof EditTenants>

export const TenantsEdited = z
  .object({ tenants: z.int().min(0).describe('How many tenants were chosen.') })
  .meta({ id: 'TenantsEdited' })
