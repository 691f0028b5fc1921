import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { pageOf } from '../http/pages.js'
import { consentStatuses } from './onboarding.js'
import { WhatIf } from './tenants.dto.js'

export const ConsentLink = z
  .object({
    id: z.guid().describe('Of the visit, as the list of visits shows it.'),
    url: z.string().describe('Open it in the browser of whoever consents.'),
    returnsHere: z
      .boolean()
      .describe('False: the app’s registration has no way back to us, so the visit ends on a page of the provider.'),
    returnTo: z.string().describe('The redirect URI to register, so that visits return here.'),
    expiresAt: z.string(),
  })
  .meta({ id: 'ConsentLink' })

/** How a visit to a consent page ended, as far as the way back tells. None of it proves consent. */
export const returnOutcomes = ['returned', 'refused', 'otherTenant', 'expired', 'repeated'] as const

const visit = {
  id: z.guid(),
  askedAt: z.string(),
  expiresAt: z.string(),
  returnsHere: z.boolean().describe('False: the visit ends on a page of the provider, and nobody says when.'),
  endedAt: z.string().nullable().describe('When it came back.'),
  outcome: z.enum(returnOutcomes).nullable().describe('How it ended; it proves nothing.'),
  problem: ProblemFacts.nullable().describe('Why nothing was granted.'),
}
const ConsentVisit = z
  .object({ ...visit, askedBy: z.string(), handover: z.boolean().describe('Begun on a handover link.') })
  .meta({ id: 'ConsentVisit' })
export type ConsentVisit = z.output<typeof ConsentVisit>
export const ConsentVisitPage = pageOf(ConsentVisit, 'ConsentVisitPage')

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
    appId: z.string().nullable().describe('The app that the dialog of the consent page asks for.'),
    appName: z.string().nullable().describe('Its name, as far as it was seen anywhere.'),
    expiresAt: z.string(),
    who: z.array(z.string()).describe('Roles of which one is enough to consent.'),
    features: WhatIf.shape.features,
    consent: z.object({ status: z.enum(consentStatuses), awaited: z.boolean() }),
    visit: z.object(visit).nullable().describe('The latest visit that began on this link.'),
  })
  .meta({ id: 'OpenedHandover' })
export type OpenedHandover = z.output<typeof OpenedHandover>

export const HandoverConsent = z
  .object({ id: z.guid(), url: z.string(), returnsHere: z.boolean() })
  .meta({ id: 'HandoverConsent' })
