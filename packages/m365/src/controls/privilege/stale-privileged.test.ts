import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, peopleWithRoles } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { administratorsActive as control } from './stale-privileged.js'

const RECENT = { signInActivity: { lastSignInDateTime: '2026-11-01T00:00:00Z' } }
const LONG_AGO = { signInActivity: { lastSignInDateTime: '2026-06-01T00:00:00Z' } }
const people = { ann: [GLOBAL_ADMINISTRATOR], bob: [] }
const ann = (changes: object) => peopleWithRoles(people, { ann: changes, bob: RECENT })

describe(control.title, () => {
  it.each<[string, object]>([
    ['the last sign-in is recent', RECENT],
    [
      'only programs signed in lately',
      { signInActivity: { lastNonInteractiveSignInDateTime: '2026-11-01T00:00:00Z' } },
    ],
    ['the account is disabled', { ...LONG_AGO, accountEnabled: false }],
    ['the account is new and has not been used yet', { createdDateTime: '2026-11-10T00:00:00Z' }],
  ])('passes when %s', (_, changes) => {
    expect(judge(control, ann(changes))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object, unknown]>([
    ['long ago', LONG_AGO, '2026-06-01T00:00:00.000Z'],
    ['never', { createdDateTime: '2020-01-01T00:00:00Z' }, null],
  ])('fails when an administrator last signed in %s', (_, changes, value) => {
    expect(judge(control, ann(changes))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann@a.com', value }],
    })
  })

  it('does not look at people without a privileged role', () => {
    expect(judge(control, peopleWithRoles(people, { ann: RECENT, bob: LONG_AGO }))).toMatchObject({ verdict: 'pass' })
  })

  it('waits as long as one chooses', () => {
    expect(judge(control, ann(LONG_AGO), { staleAfterDays: 365 })).toMatchObject({ verdict: 'pass' })
  })

  it('leaves out emergency accounts, by name and by group', () => {
    const snapshot = { ...ann(LONG_AGO), '/groups/members': [{ id: 'spare', members: [{ id: 'ann' }] }] }
    expect(judge(control, snapshot, { emergencyAccounts: { users: ['ann'] } })).toMatchObject({ verdict: 'pass' })
    expect(judge(control, snapshot, { emergencyAccounts: { groups: ['spare'] } })).toMatchObject({ verdict: 'pass' })
  })

  it('is not assessed when no sign-in of anyone was read', () => {
    expect(judge(control, peopleWithRoles(people))).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notPermitted',
      permissions: ['AuditLog.Read.All'],
      licence: 'Entra ID P1',
    })
  })
})
