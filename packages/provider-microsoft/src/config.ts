import { field } from '@tenantry/core'
import { z } from 'zod'
import { clouds } from './clouds.js'

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for text of the form of an Entra object id. */
export const looksLikeGuid = (text: string) => GUID.test(text)

const guid = (what: string) =>
  z
    .string()
    .trim()
    .regex(GUID, `The ${what} has the form 00000000-0000-0000-0000-000000000000. Copy it from the app’s Overview page.`)

const tenant = (what: string) =>
  z
    .string()
    .trim()
    .refine((text) => GUID.test(text) || DOMAIN.test(text), {
      message: `The ${what} is either an ID of the form 00000000-0000-0000-0000-000000000000 or a verified domain such as contoso.com.`,
    })

const cloud = field(z.enum(['global', 'usGov', 'china']).default('global'), {
  label: 'Cloud',
  help: 'Where the tenant lives. Nearly every tenant is in the global cloud.',
  choices: { global: clouds.global.name, usGov: clouds.usGov.name, china: clouds.china.name },
  fills: clouds,
})

const clientId = field(guid('client ID'), {
  label: 'Client ID',
  help: 'Application (client) ID on the Overview page of the app registration.',
  example: '11111111-2222-3333-4444-555555555555',
})

/** What a single-tenant app needs besides its credential. */
export const singleTenantConfig = z.object({
  tenantId: field(tenant('tenant ID'), {
    label: 'Tenant ID',
    help: 'Directory (tenant) ID on the same page, or a verified domain of the tenant.',
    example: 'contoso.com',
  }),
  clientId,
  cloud,
})

/** What a partner's multi-tenant app needs besides its credential. */
export const partnerConfig = z.object({
  clientId,
  tenantId: field(tenant('partner tenant ID'), {
    label: 'Partner tenant ID',
    help: 'Directory (tenant) ID of your own tenant, the one that holds the partner relationship.',
    example: 'fabrikam-it.com',
  }),
  cloud,
})

export type AppConfig = z.output<typeof singleTenantConfig>
