import supertest from 'supertest'
import type { SessionView } from '../../src/sessions/session.dto.js'
import { Setup } from '../../src/setup/setup.service.js'
import type { TestApp } from './start-app.js'

/** A browser with its own cookies, sending the header that our pages send. */
export type Browser = ReturnType<typeof supertest.agent>

/** Someone who is signed in. */
export interface TestPerson {
  browser: Browser
  id: string
  name: string
  email: string
  password: string
  /** Where they joined. */
  organizationId: string
  session: SessionView
}

/** A password that passes every check. */
export const PASSWORD = 'seven green bicycles'

/** A browser in which nobody is signed in. */
export function newBrowser(api: TestApp): Browser {
  return supertest.agent(api.url).set('x-tenantry', '1')
}

/** The token of the link that the server prints at its first start. */
export async function setupToken(api: TestApp): Promise<string> {
  const link = await api.app.get(Setup).firstRunLink(api.url)
  return new URL(link ?? '').searchParams.get('token') ?? ''
}

/** Makes the first owner of an installation. */
export async function createOwner(api: TestApp): Promise<TestPerson> {
  const browser = newBrowser(api)
  const person = { name: 'Ada', email: 'ada@example.com', password: PASSWORD }
  const { body } = await browser
    .post('/api/v1/setup/owner')
    .send({
      ...person,
      token: await setupToken(api),
      organizationName: 'Analytical Engines',
      organizationKind: 'msp',
    })
    .expect(201)
  return toPerson(browser, person, body as SessionView)
}

/** Invites someone with a role and lets them join, with the account of that name if there is one. */
export async function join(
  api: TestApp,
  inviter: TestPerson,
  role: string,
  name: string,
  organizationId = inviter.organizationId,
): Promise<TestPerson> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  const sent = await inviter.browser
    .post(`/api/v1/organizations/${organizationId}/invitations`)
    .send({ email, role })
    .expect(201)
  const token = String((sent.body as { link: string }).link.split('/').at(-1))
  const browser = newBrowser(api)
  const { body } = await browser
    .post(`/api/v1/invitations/${token}/accept`)
    .send({ name, password: PASSWORD })
    .expect(200)
  return { ...toPerson(browser, { name, email, password: PASSWORD }, body as SessionView), organizationId }
}

/** Makes another organization of a person, and answers with its id. */
export async function createOrganization(person: TestPerson, name = 'Another one'): Promise<string> {
  const { body } = await person.browser.post('/api/v1/organizations').send({ name, kind: 'company' }).expect(201)
  return (body as { id: string }).id
}

/** Makes a key and answers with its text. */
export async function createKey(
  owner: TestPerson,
  wanted: object,
  organizationId = owner.organizationId,
): Promise<{ id: string; key: string }> {
  const { body } = await owner.browser
    .post(`/api/v1/organizations/${organizationId}/api-keys`)
    .send({ name: 'A key', ...wanted })
    .expect(201)
  return body as { id: string; key: string }
}

function toPerson(
  browser: Browser,
  person: Pick<TestPerson, 'name' | 'email' | 'password'>,
  session: SessionView,
): TestPerson {
  return {
    browser,
    ...person,
    id: session.user.id,
    organizationId: session.memberships[0]?.organizationId ?? '',
    session,
  }
}
