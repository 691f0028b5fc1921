import { dayOf } from '@tenantry/ui'
import type { Company } from '../../api/shapes.js'

/** How a company is, in one sentence, for the head of its page. */
export function statusSentence(company: Company): string {
  return [onboardingSentence(company), relationshipSentence(company)].filter(Boolean).join(' ')
}

function onboardingSentence(company: Company): string {
  const { consent, mailboxes, mailboxService, readySince, steps } = company
  if (company.verifiedAt === null) return 'Found, and not looked at yet.'
  if (readySince) return `Ready since ${dayOf(readySince)}.`
  if (consent.problem?.health === 'serviceError') return 'It cannot be checked right now; what is shown is from before.'
  if (steps.consent && consent.status !== 'granted') {
    if (consent.awaited) return 'Consent is being proved by signing in.'
    if (consent.status === 'partial') {
      return `Consent lacks ${consent.missing.length} of ${consent.wanted} permissions; what they are not needed for works.`
    }
    if (consent.status === 'revoked')
      return `Consent is gone since ${dayOf(consent.since)}: nothing works until it is granted again.`
    return 'Waits for admin consent.'
  }
  if (mailboxService !== null) {
    if (mailboxes.status === 'propagating') return `Consent is granted; the role for ${mailboxService} is spreading.`
    if (mailboxes.status === 'failed')
      return `Consent is granted; ${mailboxService} still refuses although the role is there.`
    if (mailboxes.status === 'pending') return `Consent is granted; ${mailboxService} waits for its role.`
  }
  return 'Consent is granted; the next check decides.'
}

function relationshipSentence({ own, goneAt, relationship }: Company): string | undefined {
  if (own) return undefined
  if (goneAt) return `The provider no longer lists it, since ${dayOf(goneAt)}.`
  const until = relationship.endsAt ? dayOf(relationship.endsAt) : undefined
  if (relationship.status === 'ended') return `Its partner relationship ended${until ? ` on ${until}` : ''}.`
  if (relationship.status === 'expiring') return `Its partner relationship ends${until ? ` on ${until}` : ' soon'}.`
  if (relationship.status === 'pending') return 'Its partner relationship waits for approval.'
  return undefined
}
