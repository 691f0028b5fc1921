import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { invitationsToNamedDomains as control } from './guest-domains-allowlist.js'

const policies = (lists?: object) => ({
  '/beta/legacy/policies': [
    {
      id: '1',
      type: 'B2BManagementPolicy',
      definition: [
        lists
          ? JSON.stringify({ B2BManagementPolicy: { InvitationsAllowedAndBlockedDomainsPolicy: lists } })
          : 'no JSON',
      ],
    },
  ],
})

describe(control.title, () => {
  it('passes with a list of domains', () => {
    expect(judge(control, policies({ AllowedDomains: ['partner.com'] }))).toMatchObject({
      verdict: 'pass',
      evidence: [{ value: ['partner.com'] }],
    })
  })

  it.each<[string, ReturnType<typeof policies>]>([
    ['domains are only blocked', policies({ BlockedDomains: ['evil.com'] })],
    ['nothing is listed', policies({})],
    ['the definition cannot be read', policies()],
    ['there is no such policy', { '/beta/legacy/policies': [] }],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('is left to a person when the policy was not read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'manual' })
  })
})
