import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rule, STANDARD, STRICT } from '../../../test/defender-sample.js'
import { sensitiveAccountsInStrictEop as control } from './sensitive-strict-eop.js'

const ADA = 'ada@example.com'
const NOBODY = {
  includedUsers: [],
  includedGroups: [],
  includedDomains: [],
  excludedUsers: [],
  excludedGroups: [],
  excludedDomains: [],
}

const verdict = (facts: object, accounts: object = {}) =>
  judge(
    control,
    { 'exo:Get-EOPProtectionPolicyRule': [rule(STRICT, facts)] },
    {
      sensitiveAccounts: { ...NOBODY, ...accounts },
    },
  )

describe('the strict preset for sensitive accounts', () => {
  it.each([
    ['it is for everybody, whoever is named', {}, { includedUsers: [ADA] }],
    ['it holds all who are named', { SentTo: ['ADA@example.com', 'bo@example.com'] }, { includedUsers: [ADA] }],
    ['it holds the group', { SentToMemberOf: ['Board'] }, { includedGroups: ['Board'] }],
    ['it holds the domain', { RecipientDomainIs: ['example.com'] }, { includedDomains: ['example.com'] }],
    ['it leaves out exactly who may be', { ExceptIfSentTo: [ADA] }, { excludedUsers: [ADA] }],
    [
      'it is for everybody but those who may be left out',
      { ExceptIfSentToMemberOf: ['Lab'] },
      { excludedGroups: ['Lab'] },
    ],
  ])('passes when %s', (_, facts, accounts) => {
    expect(verdict(facts, accounts)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['it is off', { State: 'Disabled' }, {}],
    ['it is limited and nobody is named', { SentTo: [ADA] }, {}],
    ['it has exceptions and nobody is named', { ExceptIfSentTo: [ADA] }, {}],
    ['one who is named is missing', { SentTo: [ADA] }, { includedUsers: [ADA, 'bo@example.com'] }],
    [
      'it is limited though only exceptions are named',
      { SentTo: [ADA], ExceptIfSentTo: ['bo@example.com'] },
      { excludedUsers: ['bo@example.com'] },
    ],
    ['it leaves out somebody else', { ExceptIfSentTo: [ADA, 'bo@example.com'] }, { excludedUsers: [ADA] }],
    ['it does not leave out who must be', { SentTo: [ADA] }, { includedUsers: [ADA], excludedGroups: ['Lab'] }],
  ])('fails when %s', (_, facts, accounts) => {
    expect(verdict(facts, accounts)).toMatchObject({ verdict: 'fail' })
  })

  it('is not the standard preset', () => {
    expect(judge(control, { 'exo:Get-EOPProtectionPolicyRule': [rule(STANDARD)] })).toMatchObject({ verdict: 'fail' })
  })
})
