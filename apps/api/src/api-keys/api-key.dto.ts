import { z } from 'zod'
import { PageQuery, pageOf } from '../http/pages.js'
import { PermissionName, RoleName } from '../roles/role.dto.js'
import { DisplayName } from '../users/display-name.js'

const shown = {
  id: z.uuid(),
  name: z.string(),
  prefix: z.string().describe('The first characters of the key.'),
  role: RoleName.nullable(),
  scopes: z.array(PermissionName).describe('What the key may do.'),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
  expiresAt: z.iso.datetime().nullable(),
}

export const ApiKeyView = z.object(shown).meta({ id: 'ApiKey' })

export type ApiKeyView = z.output<typeof ApiKeyView>

export const ApiKeyPage = pageOf(ApiKeyView, 'ApiKeyPage')

export const ApiKeyQuery = PageQuery

export const CreatedApiKey = z
  .object({ ...shown, key: z.string().describe('The key itself. Shown this once.') })
  .meta({ id: 'CreatedApiKey' })

export type CreatedApiKey = z.output<typeof CreatedApiKey>

export const NewApiKey = z
  .object({
    name: DisplayName,
    role: RoleName.optional().describe('The key may do what this role may. Give this or `scopes`.'),
    scopes: z.array(PermissionName).min(1).optional().describe('The key may do exactly this. Give this or `role`.'),
    expiresAt: z.iso.datetime({ offset: true }).optional().describe('The key ends then. Left out: it does not end.'),
  })
  .refine(({ role, scopes }) => (role === undefined) !== (scopes === undefined), {
    path: ['scopes'],
    message: 'Give either a role or scopes.',
  })
  .refine(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > Date.now(), {
    path: ['expiresAt'],
    message: 'This time is over already.',
  })
  .meta({ id: 'NewApiKey' })

export type NewApiKey = z.output<typeof NewApiKey>
