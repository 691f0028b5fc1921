import { z } from 'zod'

const provider = {
  providerId: z.string(),
  providerName: z.string(),
  kind: z.string().describe('The connection kind.'),
  kindName: z.string(),
}

const Capability = z.object({
  connections: z
    .array(z.object({ id: z.guid(), name: z.string(), ...provider }))
    .describe('Connections in use that have it, in the order they are asked.'),
  available: z
    .array(z.object(provider))
    .describe('What would bring it: kinds of connection of providers that are there and not connected.'),
})

export const Capabilities = z
  .object({
    tenants: Capability.describe('Lists tenants.'),
    consent: Capability.describe('Asks an administrator for consent, tenant by tenant.'),
    bulkConsent: Capability.describe('Consents in many tenants at once.'),
    mailboxes: Capability.describe('Manages mailboxes and distribution lists.'),
    people: Capability.describe('Lists people.'),
  })
  .meta({ id: 'Capabilities' })
export type Capabilities = z.output<typeof Capabilities>

export const DisconnectPreview = z
  .object({
    tenants: z.int().min(0).describe('Tenants of its own that are no longer shown.'),
    mailboxes: z
      .array(z.object({ id: z.guid(), name: z.string() }))
      .describe(
        'Tenants of other connections whose mailboxes it serves: those become pending, and nothing else changes.',
      ),
    capabilities: z
      .array(z.enum(['tenants', 'consent', 'bulkConsent', 'mailboxes', 'people']))
      .describe('What nothing else brings.'),
  })
  .meta({ id: 'DisconnectPreview' })
