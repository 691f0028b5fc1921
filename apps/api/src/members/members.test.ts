import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createKey, createOrganization, createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { roleNames } from '../roles/roles.js'

describe('members', () => {
  let api: TestApp
  let ada: TestPerson
  let home: string
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    ada.organizationId = await createOrganization(ada)
    home = `/api/v1/organizations/${ada.organizationId}`
  })

  const rows = <Row extends object>(sql: string) =>
    api.ownerDatabase.asOwner<Row>(sql.replace('$org', `organization_id = '${ada.organizationId}'`))

  const roleOf = async (person: TestPerson) =>
    (await rows<{ role: string }>(`select role from memberships where $org and user_id = '${person.id}'`))[0]?.role
  const setRole = (by: TestPerson, person: TestPerson, role: string) =>
    by.browser.patch(`${home}/members/${person.id}`).send({ role })

  it('are listed in the order they joined, page by page', async () => {
    await join(api, ada, 'operator', 'Bo')
    await join(api, ada, 'auditor', 'Cy')
    const first = await ada.browser.get(`${home}/members?limit=2`).expect(200)
    const { items, nextCursor } = first.body as { items: { name: string }[]; nextCursor: string }
    expect(items.map(({ name }) => name)).toEqual(['Ada', 'Bo'])
    const second = await ada.browser.get(`${home}/members?limit=2&cursor=${nextCursor}`).expect(200)
    expect(second.body).toMatchObject({ items: [{ name: 'Cy', role: 'auditor' }], nextCursor: null })
  })

  it('show addresses and times only to roles that may see personal data (S-20)', async () => {
    const answers: Record<string, unknown> = {}
    for (const role of roleNames) {
      const person = role === 'owner' ? ada : await join(api, ada, role, `The ${role}`)
      const { body } = await person.browser.get(`${home}/members?limit=1`).expect(200)
      const [first] = (body as { items: Record<string, unknown>[] }).items
      answers[role] = { ...first, lastSeenAt: first?.['lastSeenAt'] === null ? null : 'a time' }
    }
    const shown = { userId: ada.id, name: 'Ada', role: 'owner', joinedAt: expect.any(String) as string }
    const all = { ...shown, email: 'ada@example.com', lastSeenAt: 'a time' }
    expect(answers).toEqual({
      owner: all,
      admin: all,
      operator: all,
      auditor: all,
      approver: { ...shown, email: null, lastSeenAt: null },
    })
  })

  it('get another role, and the log says from which to which', async () => {
    const bo = await join(api, ada, 'operator', 'Bo')
    const { body } = await setRole(ada, bo, 'admin').expect(200)
    expect(body).toMatchObject({ userId: bo.id, role: 'admin' })
    const [entry] = await rows('select action, summary from audit_events where $org order by sequence desc')
    expect(entry).toEqual({
      action: 'member.roleChanged',
      summary: 'Ada changed the role of Bo from operator to admin.',
    })
  })

  it.each([
    ['make themselves an owner', 'admin', 'admin', 'owner'],
    ['demote an owner', 'admin', 'owner', 'auditor'],
  ] as const)('with the role admin cannot %s', async (_, role, targetRole, wanted) => {
    const admin = await join(api, ada, role, 'Bo')
    const target = targetRole === 'owner' ? ada : admin
    const answer = await setRole(admin, target, wanted).expect(403)
    expect(answer.body).toMatchObject({ code: 'role_too_high' })
    expect(await roleOf(target)).toBe(targetRole)
  })

  it('with the role admin cannot remove an owner', async () => {
    const admin = await join(api, ada, 'admin', 'Bo')
    await admin.browser.delete(`${home}/members/${ada.id}`).expect(403)
    expect(await roleOf(ada)).toBe('owner')
  })

  it.each(['operator', 'approver', 'auditor'])('with the role %s change nobody', async (role) => {
    const person = await join(api, ada, role, 'Bo')
    await setRole(person, person, 'admin').expect(403)
    await person.browser.delete(`${home}/members/${ada.id}`).expect(403)
    await person.browser.post(`${home}/invitations`).send({ email: 'x@example.com', role: 'auditor' }).expect(403)
    expect(await roleOf(person)).toBe(role)
  })

  it('keep the last owner', async () => {
    for (const request of [setRole(ada, ada, 'admin'), ada.browser.delete(`${home}/members/${ada.id}`)]) {
      expect((await request.expect(409)).body).toMatchObject({ code: 'last_owner' })
    }
    expect(await roleOf(ada)).toBe('owner')
  })

  it('keep one owner when the last two leave at the same moment', async () => {
    const bo = await join(api, ada, 'owner', 'Bo')
    const answers = await Promise.all([
      ada.browser.delete(`${home}/members/${ada.id}`),
      bo.browser.delete(`${home}/members/${bo.id}`),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    expect(await rows(`select * from memberships where $org and role = 'owner'`)).toHaveLength(1)
  })

  it('keep one owner when two owners demote each other at the same moment', async () => {
    const bo = await join(api, ada, 'owner', 'Bo')
    await Promise.all([setRole(ada, bo, 'auditor'), setRole(bo, ada, 'auditor')])
    expect(await rows(`select * from memberships where $org and role = 'owner'`)).toHaveLength(1)
  })

  it('who lose their role take back the invitations they could no longer send', async () => {
    const bo = await join(api, ada, 'admin', 'Bo')
    await bo.browser.post(`${home}/invitations`).send({ email: 'friend@example.com', role: 'admin' }).expect(201)
    await ada.browser.post(`${home}/invitations`).send({ email: 'kept@example.com', role: 'admin' }).expect(201)
    await setRole(ada, bo, 'auditor').expect(200)
    expect(await rows('select email from invitations where $org')).toEqual([{ email: 'kept@example.com' }])
  })

  it('are changed by a key only as far as the key itself reaches (S-39)', async () => {
    const bo = await join(api, ada, 'operator', 'Bo')
    const { key } = await createKey(ada, { scopes: ['members:read', 'members:write'] })
    const request = api.agent
      .patch(`${home}/members/${bo.id}`)
      .set('authorization', `Bearer ${key}`)
      .send({ role: 'admin' })
    expect((await request.expect(403)).body).toMatchObject({ code: 'role_too_high' })
  })

  it('of another organization, unknown ones and no ids at all are not found', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'bo']) {
      await ada.browser.patch(`${home}/members/${id}`).send({ role: 'admin' }).expect(404)
      await ada.browser.delete(`${home}/members/${id}`).expect(404)
    }
  })
})
