import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheSameMoment } from '../../test/support/at-the-same-moment.js'
import {
  createOrganization,
  createOwner,
  join,
  newBrowser,
  PASSWORD,
  type TestPerson,
} from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

describe('invitations', () => {
  let api: TestApp
  let ada: TestPerson
  let home: string
  let email: string
  let tests = 0
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    email = `bo${(tests += 1)}@example.com`
    ada.organizationId = await createOrganization(ada)
    home = `/api/v1/organizations/${ada.organizationId}`
  })

  const invite = async (to = email, role = 'operator', organizationId = ada.organizationId) => {
    const { body } = await ada.browser
      .post(`/api/v1/organizations/${organizationId}/invitations`)
      .send({ email: to, role })
      .expect(201)
    const { id, link } = body as { id: string; link: string }
    return { id, link, path: `/api/v1/invitations/${link.split('/').at(-1)}` }
  }
  const accept = (path: string, body: object = { name: 'Bo', password: PASSWORD }) =>
    newBrowser(api).post(`${path}/accept`).send(body)
  const accounts = async () => (await api.ownerDatabase.asOwner('select * from users where email = $1', [email])).length

  it('show what they offer to whoever has the link', async () => {
    const { link, path } = await invite(email.toUpperCase())
    expect(link).toMatch(new RegExp(`^${api.url}/invitations/[\\w-]{43}$`))
    const { body } = await newBrowser(api).get(path).expect(200)
    expect(body).toEqual({
      organizationName: 'Another one',
      email,
      role: 'operator',
      expiresAt: expect.any(String) as string,
      userExists: false,
    })
  })

  it('make an account, let it join with the offered role and sign it in', async () => {
    const { path } = await invite()
    const browser = newBrowser(api)
    const { body } = await browser.post(`${path}/accept`).send({ name: 'Bo', password: PASSWORD }).expect(200)
    expect(body).toMatchObject({
      user: { name: 'Bo', email },
      memberships: [{ organizationId: ada.organizationId, role: 'operator' }],
    })
    await browser.get(home).expect(200)
    const [entry] = await api.ownerDatabase.asOwner(
      'select summary from audit_events where organization_id = $1 order by sequence desc limit 1',
      [ada.organizationId],
    )
    expect(entry).toEqual({ summary: 'Bo accepted the invitation of Ada and joined as operator.' })
  })

  it('let someone who has an account join with its password', async () => {
    await accept((await invite()).path).expect(200)
    const { path } = await invite(email, 'auditor', await createOrganization(ada))
    expect((await newBrowser(api).get(path).expect(200)).body).toMatchObject({ userExists: true })
    const wrong = await accept(path, { password: 'not the password' }).expect(422)
    expect(wrong.body).toMatchObject({ errors: [{ path: 'password' }] })
    const { body } = await accept(path, { password: PASSWORD }).expect(200)
    expect((body as typeof ada.session).memberships.map(({ role }) => role).sort()).toEqual(['auditor', 'operator'])
    expect(await accounts()).toBe(1)
  })

  it('do not help to guess the password of an account (S-37)', async () => {
    await accept((await invite()).path).expect(200)
    const { path } = await invite(email, 'auditor', await createOrganization(ada))
    const statuses: number[] = []
    for (let n = 0; n < 15; n += 1) statuses.push((await accept(path, { password: 'a wrong guess' })).status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
  })

  it.each([
    ['has no name', { password: PASSWORD }, 'name'],
    ['has a short password', { name: 'Bo', password: 'short' }, 'password'],
    ['has a name with a hidden character', { name: 'Bo\u202etxt', password: PASSWORD }, 'name'],
    ['has a name with a line break', { name: 'Bo\nadmin', password: PASSWORD }, 'name'],
  ])('make no account that %s, and name the field', async (_, body, field) => {
    const { path } = await invite()
    const answer = await accept(path, body).expect(422)
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ path: field }] })
    expect(await accounts()).toBe(0)
    await accept(path).expect(200)
  })

  it('work once', async () => {
    const { path } = await invite()
    await accept(path).expect(200)
    expect((await accept(path).expect(404)).body).toMatchObject({ code: 'invitation_invalid' })
    await newBrowser(api).get(path).expect(404)
  })

  it('work once when used twice at the same moment', async () => {
    const { path } = await invite()
    const answers = await atTheSameMoment(api, 'invitations', [() => accept(path), () => accept(path)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect(await accounts()).toBe(1)
  })

  it.each([
    ['they are 7 days old', () => api.ownerDatabase.asOwner(`update invitations set expires_at = now()`)],
    [
      'they were withdrawn',
      async ({ id }: { id: string }) => ada.browser.delete(`${home}/invitations/${id}`).expect(204),
    ],
    ['another one went to the same address', () => invite(email, 'auditor')],
  ])('do not work once %s', async (_, happen) => {
    const invitation = await invite()
    await happen(invitation)
    await accept(invitation.path).expect(404)
  })

  it('are answered alike when wrong, so that nothing can be guessed', async () => {
    const { body } = await newBrowser(api).get('/api/v1/invitations/guessed').expect(404)
    expect(body).toMatchObject({ code: 'invitation_invalid' })
  })

  it('are listed without their link, which is stored nowhere', async () => {
    const { link } = await invite()
    const { body } = await ada.browser.get(`${home}/invitations`).expect(200)
    expect(body).toMatchObject({ items: [{ email, role: 'operator', invitedBy: 'Ada' }] })
    const token = link.split('/').at(-1)
    expect(JSON.stringify(body)).not.toContain(token)
    const dump = await api.ownerDatabase.asOwner('select to_jsonb(i) from invitations i')
    const log = await api.ownerDatabase.asOwner('select to_jsonb(e) from audit_events e')
    expect(JSON.stringify([dump, log])).not.toContain(token)
  })

  it('are not sent to someone who is in already', async () => {
    const bo = await join(api, ada, 'operator', 'Bo')
    const answer = await ada.browser.post(`${home}/invitations`).send({ email: bo.email, role: 'admin' }).expect(409)
    expect(answer.body).toMatchObject({ code: 'already_member' })
  })

  it('offer nothing above the role of who invites', async () => {
    const admin = await join(api, ada, 'admin', 'Bo')
    await admin.browser.post(`${home}/invitations`).send({ email: 'x@example.com', role: 'owner' }).expect(403)
    await admin.browser.post(`${home}/invitations`).send({ email: 'x@example.com', role: 'admin' }).expect(201)
  })

  it('that an owner sent for an owner are not for an admin to withdraw or replace', async () => {
    const { id } = await invite('owner@example.com', 'owner')
    const admin = await join(api, ada, 'admin', 'Bo')
    await admin.browser.delete(`${home}/invitations/${id}`).expect(403)
    await admin.browser.post(`${home}/invitations`).send({ email: 'owner@example.com', role: 'auditor' }).expect(403)
  })

  it('belong to one organization alone', async () => {
    const { id, path } = await invite()
    await ada.browser.delete(`/api/v1/organizations/${await createOrganization(ada)}/invitations/${id}`).expect(404)
    await newBrowser(api).get(path).expect(200)
  })
})
