import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR } from '../../privileged-roles.js'
import { type HolderFacts, privilegedPeople } from './holders.js'

const user = (id: string) => ({ id, userPrincipalName: `${id}@a.com` })
const holds = (principalId: string, roleDefinitionId = GLOBAL_ADMINISTRATOR, changes: object = {}) => ({
  principalId,
  roleDefinitionId,
  ...changes,
})
const facts = (changes: Partial<HolderFacts>): HolderFacts => ({
  users: [user('ann'), user('bob')],
  assignments: [],
  eligible: [],
  ...changes,
})
const names = (changes: Partial<HolderFacts>) => privilegedPeople(facts(changes)).people.map((person) => person.user.id)

describe('people with privileged roles', () => {
  it('are counted once, with all their roles', () => {
    const { people } = privilegedPeople(
      facts({
        assignments: [holds('ann'), holds('ann', '29232cdf-9323-42fd-ade2-1d097af3e4de')],
        schedules: [holds('ann')],
      }),
    )
    expect(people).toHaveLength(1)
    expect(people[0]?.roles.size).toBe(2)
  })

  it('are also those who can activate a role, and members of groups that hold one', () => {
    expect(names({ eligible: [holds('ann')] })).toEqual(['ann'])
    expect(
      names({ assignments: [holds('team')], groups: [{ id: 'team', members: [{ id: 'bob' }, { id: 'app' }] }] }),
    ).toEqual(['bob'])
  })

  it('are not those with lesser roles, nor applications', () => {
    expect(names({ assignments: [holds('ann', '88d8e3e3-8f55-4a1e-953a-9b9898b8876b')] })).toEqual([])
    const app = holds('app', GLOBAL_ADMINISTRATOR, {
      principal: { '@odata.type': '#microsoft.graph.servicePrincipal' },
    })
    expect(privilegedPeople(facts({ assignments: [app] }))).toEqual({ people: [], warnings: [] })
  })

  it('leave a warning where a holder was not looked into, or eligible people were not read', () => {
    expect(privilegedPeople(facts({ assignments: [holds('team')], eligible: undefined })).warnings).toHaveLength(2)
  })
})
