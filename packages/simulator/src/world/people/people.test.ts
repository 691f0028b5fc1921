import { describe, expect, it } from 'vitest'
import type { Entity, Posture, Tenant } from '../model.js'
import type { TenantPlan } from '../scenario.js'
import { World } from '../world.js'

const MORNING = new Date('2026-03-02T08:00:00Z')

function tenantOf(plan: Partial<TenantPlan>): Tenant {
  const company: TenantPlan = {
    key: 'company',
    name: 'Company',
    domain: 'company.example',
    country: 'NL',
    users: 300,
    purchases: { SPE_E3: 300 },
    ...plan,
  }
  const scenario = { name: 'people', description: '', propagationSeconds: 0, tenants: [company] }
  return new World(scenario, MORNING).tenants[0] as Tenant
}

const usersOf = (tenant: Tenant): Entity[] => [...tenant.set('users').view()]
const named = (user: Entity, property: string): string => String(user[property])

describe('the people of a tenant', () => {
  const tenant = tenantOf({ users: 2000, guests: 90, offices: ['NL', 'NL', 'JP', 'GR', 'UA'] })
  const users = usersOf(tenant)

  it('are as many as the scenario says, each with an id and a name of their own', () => {
    expect(users).toHaveLength(2090)
    expect(new Set(users.map(({ id }) => id)).size).toBe(2090)
    expect(new Set(users.map((user) => named(user, 'userPrincipalName'))).size).toBe(2090)
    for (const { id } of users)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('are found by id and by address, whatever the case', () => {
    const view = tenant.set('users').view()
    for (const user of users) {
      expect(view.get(user.id.toUpperCase())).toEqual(user)
      expect(view.find('userPrincipalName', named(user, 'userPrincipalName').toUpperCase())?.id).toBe(user.id)
      if (user['mail'] !== null) expect(view.find('mail', named(user, 'mail'))?.id).toBe(user.id)
    }
  })

  it.each([
    'nobody@company.example',
    'anna.nobody@company.example',
    'sanne.visser9@company.example',
    'sanne.visser@elsewhere.example',
    '',
    '@',
  ])('do not include %s', (address) => {
    expect(tenant.set('users').view().find('userPrincipalName', address)).toBeUndefined()
  })

  it('write their names in several scripts, and their addresses in ASCII', () => {
    const letters = (script: string) =>
      users.filter((user) => new RegExp(`\\p{Script=${script}}`, 'u').test(named(user, 'displayName')))
    for (const script of ['Latin', 'Han', 'Greek', 'Cyrillic']) expect(letters(script).length).toBeGreaterThan(20)
    for (const user of users) expect(named(user, 'userPrincipalName')).toMatch(/^[ -~]+$/)
  })

  it('put the family name first where that is the custom', () => {
    const japanese = users.filter(
      (user) => user['userType'] === 'Member' && /\p{Script=Hiragana}/u.test(named(user, 'givenName')),
    )
    expect(japanese.length).toBeGreaterThan(0)
    for (const user of japanese) {
      expect(user['displayName']).toBe(`${named(user, 'surname')} ${named(user, 'givenName')}`)
    }
  })

  it('have a manager who came before them and works in the same department, up to the one who leads the company', () => {
    const byId = new Map(users.map((user) => [user.id, user]))
    const employees = users.filter((user) => user['jobTitle'] !== undefined)
    const leaders = employees.filter(({ id }) => tenant.links('manager').of(id).length === 0)
    expect(leaders.map((user) => user['jobTitle'])).toEqual(['Managing Director'])
    for (const { id, department } of employees) {
      const [manager] = tenant.links('manager').of(id)
      if (!manager) continue
      expect(['Management', department]).toContain(byId.get(manager)?.['department'])
      expect(tenant.links('manager').ownersOf(manager)).toContain(id)
    }
  })

  it('who are guests come from elsewhere, with the name the directory gives strangers', () => {
    const guests = users.filter((user) => user['userType'] === 'Guest')
    expect(guests).toHaveLength(90)
    for (const guest of guests) {
      expect(named(guest, 'userPrincipalName')).toMatch(/^[^@]+_[^@]+#EXT#@company\.onmicrosoft\.com$/)
      expect(named(guest, 'mail')).not.toContain('company')
    }
    expect(new Set(guests.map((guest) => guest['externalUserState']))).toEqual(
      new Set(['Accepted', 'PendingAcceptance']),
    )
  })

  it('are the same at every start, and other people in another tenant', () => {
    expect(usersOf(tenantOf({ users: 50 }))).toEqual(usersOf(tenantOf({ users: 50 })))
    const others = usersOf(tenantOf({ users: 50, key: 'other' })).map((user) => named(user, 'mailNickname'))
    expect(others).not.toEqual(usersOf(tenantOf({ users: 50 })).map((user) => named(user, 'mailNickname')))
  })

  it('are seen more often the better a tenant is run', () => {
    const absent = (posture: Posture) =>
      usersOf(tenantOf({ users: 2000, posture })).filter((user) => user['signInActivity'] === null).length
    expect(absent('poor')).toBeGreaterThan(3 * absent('excellent'))
  })
})

describe('the groups of a tenant', () => {
  const sizes: [users: number, guests: number, groups: number][] = [
    [0, 0, 3],
    [1, 0, 2],
    [7, 1, 1],
    [30, 2, 12],
    [481, 19, 120],
    [1000, 45, 150],
  ]

  it.each(sizes)(
    'of %i people and %i guests are %i, each under a name and an id of its own',
    (users, guests, count) => {
      const tenant = tenantOf({ users, guests, groups: count })
      const groups = [...tenant.set('groups').view()]
      expect(groups).toHaveLength(count)
      expect(new Set(groups.map(({ displayName }) => displayName)).size).toBe(count)
      expect(groups.map(({ id }) => tenant.set('groups').view().get(id)?.id)).toEqual(groups.map(({ id }) => id))
    },
  )

  it.each(sizes)(
    'of %i people and %i guests tell their members and owners the same from both sides',
    (users, guests, count) => {
      const tenant = tenantOf({ users, guests, groups: count })
      const groups = [...tenant.set('groups').view()]
      const objects = [...tenant.set('users').view(), ...groups].map(({ id }) => id)
      for (const name of ['members', 'owners']) {
        const links = tenant.links(name)
        const memberships = new Map<string, string[]>(objects.map((id) => [id, []]))
        for (const { id } of groups) {
          const linked = links.of(id)
          expect(new Set(linked).size).toBe(linked.length)
          for (const other of linked) {
            expect(links.has(id, other)).toBe(true)
            memberships.get(other)?.push(id)
          }
        }
        for (const [id, expected] of memberships) expect(links.ownersOf(id).sort()).toEqual(expected.sort())
        const [outside] = objects.filter((id) => groups[0] && !links.of(groups[0].id).includes(id))
        if (groups[0] && outside) expect(links.has(groups[0].id, outside)).toBe(false)
      }
    },
  )

  it('are of every kind', () => {
    const groups = [...tenantOf({ users: 2000, groups: 120, onPremisesSync: true }).set('groups').view()]
    const kinds = new Set(
      groups.map(({ groupTypes, mailEnabled, securityEnabled }) =>
        [groupTypes, mailEnabled, securityEnabled].join('/'),
      ),
    )
    expect(kinds).toEqual(
      new Set(['Unified/true/false', '/false/true', '/true/false', '/true/true', 'DynamicMembership/false/true']),
    )
    expect(groups.filter((group) => group['isAssignableToRole'] === true)).not.toHaveLength(0)
    expect(groups.filter((group) => group['onPremisesSyncEnabled'] === true)).not.toHaveLength(0)
  })

  it('with a rule hold exactly whom the rule names', () => {
    const tenant = tenantOf({ users: 300, guests: 20, groups: 40 })
    const dynamic = [...tenant.set('groups').view()].filter((group) => group['membershipRule'] !== null)
    expect(dynamic.length).toBeGreaterThan(5)
    for (const group of dynamic) {
      const expected = usersOf(tenant).filter((user) => user['department'] === group['displayName'])
      expect(tenant.links('members').of(group.id).sort()).toEqual(expected.map(({ id }) => id).sort())
    }
  })
})

describe('a tenant of half a million people and a hundred thousand groups', () => {
  const tenant = tenantOf({ users: 500_000, guests: 5000, groups: 100_000, offices: ['US', 'US', 'DE', 'JP', 'BR'] })
  const { seed } = tenant.set('users')

  it('finds anyone by id and by address without having looked at the others', () => {
    for (let index = 0; index < seed.size; index += 4999) {
      const user = seed.at(index)
      expect(seed.indexOf(user.id)).toBe(index)
      expect(seed.lookup?.('userPrincipalName', named(user, 'userPrincipalName'))).toBe(index)
    }
  })

  it('tells memberships from both sides', () => {
    const members = tenant.links('members')
    const groups = tenant.set('groups').seed
    for (let index = 20; index < groups.size; index += 9973) {
      const { id } = groups.at(index)
      const people = members.of(id)
      expect(people.length).toBeGreaterThan(4)
      for (const person of people) expect(members.ownersOf(person)).toContain(id)
    }
  })

  it('keeps nobody in memory that it has shown', () => {
    const before = process.memoryUsage().heapUsed
    let shown = 0
    for (const { id } of tenant.set('users').view()) shown += id.length
    expect(shown).toBe(505_000 * 36)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(250 * 1024 * 1024)
  })
})
