import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { exchangeMailboxes } from '../../resources/exchange-mailboxes.js'

export const ownDomainAsSender = defineControl({
  id: 'exo-custom-primary-domain',
  title: 'People send from a domain of the organization',
  area: 'Exchange Online',
  severity: 'low',
  rationale: 'An address of onmicrosoft.com looks like anybody’s, and its sending is limited.',
  licence: 'Exchange Online',
  remediation: {
    steps: ['Give each mailbox named here a primary address of a domain of your own.'],
    link: 'https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-user-mailboxes/add-or-remove-email-addresses',
    impact: 'The old address goes on receiving.',
  },
  needs: { mailboxes: exchangeMailboxes },
  evaluate({ mailboxes }) {
    const people = mailboxes.filter(({ RecipientTypeDetails }) => RecipientTypeDetails === 'UserMailbox')
    if (people.length === 0) return notApplicable('There is no mailbox of a person.')
    const found = people.filter(({ PrimarySmtpAddress }) =>
      PrimarySmtpAddress.toLowerCase().endsWith('.onmicrosoft.com'),
    )
    if (found.length === 0) return pass(`All of ${people.length} people send from a domain of the organization.`)
    return fail(`${found.length} of ${people.length} people send from onmicrosoft.com.`, {
      evidence: found.map(({ PrimarySmtpAddress, ExternalDirectoryObjectId: id }) => ({
        object: PrimarySmtpAddress,
        ...(id && { id }),
        property: 'PrimarySmtpAddress',
        value: PrimarySmtpAddress,
        expected: 'a domain of the organization',
        ok: false,
      })),
    })
  },
})
