import { field, type CredentialKind } from '@tenantry/core'
import { z } from 'zod'

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for text of the form of an id of Microsoft Entra. */
export const isGuid = (text: string) => GUID.test(text)

const guid = (what: string, where: string) =>
  z.string().trim().regex(GUID, `The ${what} has the form 00000000-0000-0000-0000-000000000000. Copy it from ${where}.`)

/** Where the API answers, whatever way of writing its address was copied: with or without `/api`, or a slash. */
function originOf(text: string): { origin: string } | { problem: string } {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return { problem: 'This is not the address of a website.' }
  const url = new URL(address)
  if (url.protocol !== 'https:') return { problem: 'The address has to begin with https://.' }
  if (url.username !== '' || url.password !== '')
    return { problem: 'The address must not hold a user name or password.' }
  if (/^[\d.]+$|^\[/.test(url.hostname) || !url.hostname.replace(/\.$/, '').includes('.')) {
    return { problem: 'Enter the public host name of CIPP, not an IP address or a name of your own network.' }
  }
  if (!/^\/(api(\/\w*)?\/?)?$/i.test(url.pathname) || url.search !== '' || url.hash !== '') {
    return { problem: 'Enter only the address of the API, such as https://cipp-contoso.azurewebsites.net.' }
  }
  return { origin: url.origin }
}

export const config = z.object({
  baseUrl: field(
    z
      .string()
      .trim()
      .min(1, 'Enter the API URL that CIPP shows.')
      .transform((text, context) => {
        const found = originOf(text)
        if ('origin' in found) return found.origin
        context.addIssue({ code: 'custom', message: found.problem })
        return z.NEVER
      }),
    {
      label: 'CIPP base URL',
      help: 'The API URL under CIPP › Integrations › CIPP-API. It often differs from the address that technicians open.',
      example: 'https://cipp-contoso.azurewebsites.net',
    },
  ),
  tenantId: field(guid('tenant ID', 'CIPP › Integrations › CIPP-API'), {
    label: 'Tenant ID',
    help: 'ID of your partner tenant, in which CIPP made the API client.',
    example: '00000000-0000-0000-0000-000000000000',
  }),
  clientId: field(guid('application ID', 'the list of API clients in CIPP'), {
    label: 'Application (client) ID',
    help: 'The API client that you made for Tenantry.',
    example: '11111111-2222-3333-4444-555555555555',
  }),
})

export type CippConfig = z.output<typeof config>

export const clientSecret = z.object({
  clientSecret: field(
    z
      .string()
      .trim()
      .min(1, 'Paste the application secret.')
      .max(500, 'This is too long for an application secret.')
      .refine((text) => !GUID.test(text), {
        message:
          'This looks like the ID of a secret. Paste its value; CIPP shows it once, so make a new one if it is gone.',
      }),
    {
      label: 'Application secret',
      help: 'CIPP shows it once, when the API client is made. Reset the secret there if it is gone.',
      secret: true,
    },
  ),
  expiresAt: field(z.iso.date().optional(), {
    label: 'Expires on',
    help: 'CIPP does not tell it to us. Enter it, and you hear of it in time.',
  }),
})

export const credentialKinds: readonly CredentialKind[] = [
  {
    id: 'clientSecret',
    name: 'Application secret',
    description: 'The password of the API client, made by CIPP.',
    advice: 'The only way in that CIPP offers. Reset it in CIPP from time to time.',
    schema: clientSecret,
  },
]

export type Credential = { kind: 'clientSecret'; values: z.output<typeof clientSecret> }
