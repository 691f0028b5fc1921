import { defineControl, fail, notApplicable, pass } from '@tenantry/core'
import { directoryUsers } from '../../resources/directory-users.js'
import { exchangeMailboxes } from '../../resources/exchange-mailboxes.js'

export const sharedMailboxesNoSignIn = defineControl({
  id: 'exo-shared-mailbox-signin',
  title: 'Nobody signs in as a shared mailbox',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'A shared mailbox has a password that nobody changes and an account that nobody watches.',
  remediation: {
    steps: ['Open each account named here in the Microsoft 365 admin center and choose Block sign-in.'],
    link: 'https://learn.microsoft.com/microsoft-365/admin/email/create-a-shared-mailbox',
    impact: 'People open the mailbox with their own account, as they should.',
  },
  needs: { mailboxes: exchangeMailboxes, users: directoryUsers },
  evaluate({ mailboxes, users }) {
    const shared = mailboxes.filter(({ RecipientTypeDetails }) => RecipientTypeDetails === 'SharedMailbox')
    const byId = new Map(users.map((user) => [user.id, user]))
    const open = shared.filter(({ ExternalDirectoryObjectId: id }) => byId.get(id ?? '')?.accountEnabled === true)
    const lost = shared.filter(({ ExternalDirectoryObjectId: id }) => !byId.has(id ?? ''))
    const warnings =
      lost.length > 0 ? [`${lost.length} shared mailboxes have no account among the users that were read.`] : []
    if (shared.length === 0) return notApplicable('There is no shared mailbox.')
    if (open.length === 0) return pass(`None of ${shared.length} shared mailboxes can be signed in to.`, { warnings })
    return fail(`${open.length} of ${shared.length} shared mailboxes can be signed in to.`, {
      warnings,
      evidence: open.map(({ PrimarySmtpAddress, ExternalDirectoryObjectId: id }) => ({
        object: PrimarySmtpAddress,
        ...(id && { id }),
        property: 'accountEnabled',
        value: true,
        expected: 'false',
        ok: false,
      })),
    })
  },
})
