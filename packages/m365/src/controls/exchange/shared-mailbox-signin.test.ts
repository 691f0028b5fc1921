import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { sharedMailboxesNoSignIn as control } from './shared-mailbox-signin.js'

const tenant = (...accounts: (boolean | undefined)[]) => ({
  'exo:Get-Mailbox': [
    { PrimarySmtpAddress: 'ann@a.com', RecipientTypeDetails: 'UserMailbox', ExternalDirectoryObjectId: 'ann' },
    ...accounts.map((_, index) => ({
      PrimarySmtpAddress: `info${index}@a.com`,
      RecipientTypeDetails: 'SharedMailbox',
      ExternalDirectoryObjectId: `info${index}`,
    })),
  ],
  '/users': [
    { id: 'ann', accountEnabled: true },
    ...accounts.flatMap((accountEnabled, index) =>
      accountEnabled === undefined ? [] : [{ id: `info${index}`, accountEnabled }],
    ),
  ],
})

describe(control.title, () => {
  it('passes when each is blocked', () => {
    expect(judge(control, tenant(false, false))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('fails and names those that are not', () => {
    expect(judge(control, tenant(false, true))).toMatchObject({
      verdict: 'fail',
      reason: '1 of 2 shared mailboxes can be signed in to.',
      evidence: [{ object: 'info1@a.com', id: 'info1' }],
    })
  })

  it('warns of a mailbox whose account was not read', () => {
    expect(judge(control, tenant(undefined))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('1 shared')],
    })
  })

  it('does not apply without shared mailboxes', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'notApplicable' })
  })
})
