import { z } from 'zod'
import { pageOf } from '../http/pages.js'
import { consentStatuses } from './onboarding.js'
import { WhatIf } from './tenants.dto.js'

export const ConsentLink = z
  .object({
    url: z.string().describe('Open it in the browser of whoever consents.'),
    returnsHere: z
      .boolean()
      .describe('False: the app’s registration has no way back to us, so the visit ends on a page of the provider.'),
    returnTo: z.string().describe('The redirect URI to register, so that visits return here.'),
    expiresAt: z.string(),
  })
  .meta({ id: 'ConsentLink' })

export const CreateHandover = z.object({
  tenantIds: z.array(z.guid()).min(1).max(200),
  days: z.int().min(1).max(30).default(7),
})

const handover = {
  id: z.guid(),
  tenantId: z.guid(),
  tenantName: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  openedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  outcome: z.string().nullable().describe('How the last visit to the consent page ended; it proves nothing.'),
}
const HandoverLink = z.object(handover).meta({ id: 'HandoverLink' })
export type HandoverLinkView = z.output<typeof HandoverLink>
export const HandoverLinkPage = pageOf(HandoverLink, 'HandoverLinkPage')

export const HandoversCreated = z
  .object({ items: z.array(z.object({ ...handover, url: z.string().describe('Shown now and never again.') })) })
  .meta({ id: 'HandoverLinksCreated' })

export const OpenedHandover = z
  .object({
    organizationName: z.string(),
    tenantName: z.string(),
    defaultDomain: z.string().nullable(),
    providerName: z.string(),
    expiresAt: z.string(),
    who: z.array(z.string()).describe('Roles of which one is enough to consent.'),
    features: WhatIf.shape.features,
    consent: z.object({ status: z.enum(consentStatuses), awaited: z.boolean() }),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'OpenedHandover' })
export type OpenedHandover = z.output<typeof OpenedHandover>

export const HandoverConsent = z.object({ url: z.string(), returnsHere: z.boolean() }).meta({ id: 'HandoverConsent' })
