import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ownDomainAsSender as control } from './custom-primary-domain.js'

const mailboxes = (...addresses: string[]) => ({
  'exo:Get-Mailbox': addresses.map((PrimarySmtpAddress) => ({
    PrimarySmtpAddress,
    RecipientTypeDetails: 'UserMailbox',
  })),
})

describe(control.title, () => {
  it('passes when nobody sends from onmicrosoft.com', () => {
    expect(judge(control, mailboxes('ann@a.com'))).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names who does', () => {
    expect(judge(control, mailboxes('ann@a.com', 'bob@a.OnMicrosoft.com'))).toMatchObject({
      verdict: 'fail',
      reason: '1 of 2 people send from onmicrosoft.com.',
      evidence: [{ object: 'bob@a.OnMicrosoft.com' }],
    })
  })

  it('does not apply without mailboxes of people', () => {
    expect(judge(control, mailboxes())).toMatchObject({ verdict: 'notApplicable' })
  })
})
