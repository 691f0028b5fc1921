import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { guestsInOneGroup as control } from './guest-dynamic-group.js'

const group = (membershipRule: string | null, groupTypes = ['DynamicMembership']) => ({
  '/groups': [{ id: '1', displayName: 'Guests', groupTypes, membershipRule }],
})

describe(control.title, () => {
  it.each(['user.userType -eq "Guest"', "(User.UserType  -eq 'guest') and (user.accountEnabled -eq true)"])(
    'passes with the rule %s',
    (rule) => {
      expect(judge(control, group(rule))).toMatchObject({ verdict: 'pass', evidence: [{ object: 'Guests' }] })
    },
  )

  it.each([
    ['the rule is for members', group('user.userType -eq "Member"')],
    ['the rule is for all but guests', group('user.userType -ne "Guest"')],
    ['the group is not dynamic', group('user.userType -eq "Guest"', [])],
    ['there is no rule', group(null)],
    ['there is no group', { '/groups': [] }],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
