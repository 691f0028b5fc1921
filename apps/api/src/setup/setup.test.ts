import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atTheSameMoment } from '../../test/support/at-the-same-moment.js'
import { createOwner, newBrowser, PASSWORD, setupToken } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { newKey } from '../api-keys/key-format.js'
import { BootstrapKey } from './bootstrap-key.js'
import { Setup } from './setup.service.js'

const wanted = {
  name: 'Ada',
  email: 'Ada@Example.com ',
  password: PASSWORD,
  organizationName: 'Analytical Engines',
  organizationKind: 'msp',
}

describe('the first run', () => {
  let api: TestApp
  const start = async (env: Record<string, string> = {}) => {
    api = await startApp(env)
  }
  const claim = (body: object) => newBrowser(api).post('/api/v1/setup/owner').send(body)
  const users = async () => (await api.ownerDatabase.asOwner('select * from users')).length
  afterEach(() => api.close())

  describe('without an owner', () => {
    beforeEach(() => start())

    it('says that an owner is needed, and afterwards that none is', async () => {
      const before = await api.agent.get('/api/v1/setup').expect(200)
      expect(before.body).toMatchObject({ needsOwner: true, tokenRequired: true, simulator: { available: false } })
      await createOwner(api)
      const after = await api.agent.get('/api/v1/setup').expect(200)
      expect(after.body).toMatchObject({ needsOwner: false })
    })

    it('makes whoever has the printed link the owner and signs them in', async () => {
      const browser = newBrowser(api)
      const answer = await browser
        .post('/api/v1/setup/owner')
        .send({ ...wanted, token: await setupToken(api) })
        .expect(201)
      expect(answer.body).toMatchObject({
        user: { name: 'Ada', email: 'ada@example.com' },
        memberships: [{ organizationName: 'Analytical Engines', organizationKind: 'msp', role: 'owner' }],
      })
      await browser.get('/api/v1/session').expect(200)
    })

    it('prints another link at each start, all valid until one is used', async () => {
      const first = await setupToken(api)
      const second = await setupToken(api)
      expect(first).not.toBe(second)
      await claim({ ...wanted, token: first }).expect(201)
      expect(await api.app.get(Setup).firstRunLink(api.url)).toBeUndefined()
      await claim({ ...wanted, email: 'eve@example.com', token: second }).expect(409)
      expect(await users()).toBe(1)
    })

    it.each([
      ['a wrong token', () => Promise.resolve('wrong'), 403, 'setup_link_invalid'],
      [
        'a link older than 24 hours',
        async () => {
          const token = await setupToken(api)
          await api.ownerDatabase.asOwner(`update setup_links set expires_at = now() - interval '1 second'`)
          return token
        },
        403,
        'setup_link_invalid',
      ],
    ])('refuses %s', async (_, token, status, code) => {
      const answer = await claim({ ...wanted, token: await token() }).expect(status)
      expect(answer.body).toMatchObject({ code })
      expect(await users()).toBe(0)
    })

    it('makes one owner when two claim at the same moment', async () => {
      const token = await setupToken(api)
      const answers = await atTheSameMoment(
        api,
        'setup_links',
        ['ada', 'eve', 'mal'].map((name) => () => claim({ ...wanted, email: `${name}@example.com`, token })),
      )
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
      expect(await users()).toBe(1)
      expect(await api.ownerDatabase.asOwner('select * from organizations')).toHaveLength(1)
    })

    it.each([
      ['shorter than 12 characters', { password: 'elevenchars' }, 'password'],
      ['of few different characters', { password: 'aaaabbbbaaaabbbb' }, 'password'],
      ['hardly more than the address', { email: 'analytical@example.com', password: 'analytical12' }, 'password'],
    ])('names the field when the password is %s', async (_, change, path) => {
      const answer = await claim({ ...wanted, ...change, token: await setupToken(api) }).expect(422)
      expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ path }] })
      expect(await users()).toBe(0)
    })

    it('names every field that is wrong', async () => {
      const answer = await claim({ token: 'x', name: ' ', email: 'nobody', password: 'short' }).expect(422)
      expect((answer.body as { errors: { path: string }[] }).errors.map(({ path }) => path).sort()).toEqual([
        'email',
        'name',
        'organizationKind',
        'organizationName',
        'password',
      ])
    })

    it('stores neither the link nor the password', async () => {
      const token = await setupToken(api)
      const links = await api.ownerDatabase.asOwner('select * from setup_links')
      expect(JSON.stringify(links)).not.toContain(token)
      await claim({ ...wanted, token }).expect(201)
      const [user] = await api.ownerDatabase.asOwner<{ password_hash: string }>('select password_hash from users')
      expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
    })

    it('writes into the log of the organization who became its owner (S-23)', async () => {
      await createOwner(api)
      expect(await api.ownerDatabase.asOwner('select action, summary from audit_events')).toEqual([
        {
          action: 'installation.claimed',
          summary: 'Ada became the first owner, with the organization Analytical Engines.',
        },
      ])
    })
  })

  it('builds the link on PUBLIC_URL when there is one', async () => {
    await start({ PUBLIC_URL: 'https://tenantry.example.com/' })
    expect(await api.app.get(Setup).firstRunLink(api.url)).toMatch(/^https:\/\/tenantry\.example\.com\/setup\?token=/)
  })

  describe('with BOOTSTRAP_API_KEY', () => {
    it.each([
      ['of our form', newKey()],
      ['of any other form', 'a-value-from-some-secret-store-0123456789'],
    ])('makes an organization and an owner key %s', async (_, key) => {
      await start({ BOOTSTRAP_API_KEY: key })
      const { body } = await api.agent.get('/api/v1/organizations').set('authorization', `Bearer ${key}`).expect(200)
      expect(body).toMatchObject({ items: [{ name: 'Default', kind: 'msp' }] })
      const { id } = (body as { items: [{ id: string }] }).items[0]
      await api.agent
        .patch(`/api/v1/organizations/${id}`)
        .set('authorization', `Bearer ${key}`)
        .send({ name: 'Renamed by a script' })
        .expect(200)
    })

    it('makes it once, however many processes start', async () => {
      await start({ BOOTSTRAP_API_KEY: newKey() })
      const again = api.app.get(BootstrapKey)
      await Promise.all([again.onModuleInit(), again.onModuleInit()])
      expect(await api.ownerDatabase.asOwner('select * from api_keys')).toHaveLength(1)
    })

    it('leaves a revoked bootstrap key revoked after the next start', async () => {
      const key = newKey()
      await start({ BOOTSTRAP_API_KEY: key })
      await api.ownerDatabase.asOwner('delete from api_keys')
      await api.app.get(BootstrapKey).onModuleInit()
      await api.agent.get('/api/v1/organizations').set('authorization', `Bearer ${key}`).expect(401)
    })

    it('gives the first owner the organization in which the key works', async () => {
      const key = newKey()
      await start({ BOOTSTRAP_API_KEY: key })
      const owner = await createOwner(api)
      expect(owner.session.memberships).toMatchObject([{ organizationName: 'Analytical Engines', role: 'owner' }])
      const { body } = await api.agent.get('/api/v1/organizations').set('authorization', `Bearer ${key}`).expect(200)
      expect(body).toMatchObject({ items: [{ id: owner.organizationId, name: 'Analytical Engines' }] })
    })
  })
})
