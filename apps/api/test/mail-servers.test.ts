import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isForbidden } from '../src/notifications/mail-hosts.js'
import { mailboxCertificate } from './support/mailbox-certificate.js'
import { startMailbox, unusedPort, type Mailbox } from './support/mailbox.js'
import { createKey, createOrganization, createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

const PASSWORD = 'Correct-horse~battery.staple'

let api: TestApp
let owner: TestPerson
let open: Mailbox
let secured: Mailbox
let silentPort: number

beforeAll(async () => {
  open = await startMailbox()
  secured = await startMailbox({ secure: true, user: 'mailer', password: PASSWORD, ...mailboxCertificate })
  silentPort = await unusedPort()
  const ports = [open.port, secured.port, silentPort]
  api = await startApp({
    ROLE: 'api',
    SMTP_HOSTS_ALLOWED: ports.map((port) => `127.0.0.1:${port}`).join(','),
  })
  owner = await createOwner(api)
})
afterAll(async () => {
  await api.close()
  await open.close()
  await secured.close()
})

const at = (path: string, organizationId = owner.organizationId) => `/api/v1/organizations/${organizationId}${path}`
const server = (changes: object = {}) => ({
  host: '127.0.0.1',
  port: open.port,
  encryption: 'none',
  senderName: 'Tenantry',
  senderAddress: 'tenantry@example.com',
  ...changes,
})
const signedIn = (changes: object = {}) =>
  server({ port: secured.port, encryption: 'tls', username: 'mailer', password: PASSWORD, ...changes })

async function check(
  changes: object,
): Promise<{ steps: string[]; sentTo: string | null; code: string | undefined; why: string }> {
  const { body } = await owner.browser
    .post(at('/mail-server/tests'))
    .send({ server: server(changes) })
    .expect(200)
  const { steps, sentTo, problem } = body as {
    steps: { status: string }[]
    sentTo: string | null
    problem: { code: string; why: string } | null
  }
  return { steps: steps.map(({ status }) => status), sentTo, code: problem?.code, why: problem?.why ?? '' }
}

const put = (body: object) => owner.browser.put(at('/mail-server')).send(body)
const fieldsOf = (body: unknown) => (body as { errors: { path: string }[] }).errors.map(({ path }) => path)

describe('a mail server', () => {
  it('S4.46: is checked by a message that the one who asks really gets', async () => {
    open.received.length = 0
    expect(await check({})).toMatchObject({ steps: ['passed', 'skipped', 'passed'], sentTo: owner.email })
    expect(open.received).toMatchObject([{ to: [owner.email], subject: 'Tenantry can send e-mail' }])
    const { body } = await owner.browser.get(at('/mail-server')).expect(200)
    expect(body).toEqual({ source: 'none', own: null, operatorSender: null })
  })

  it('is told apart from one that does not answer, one that wants or lacks encryption, and one that nobody can find', async () => {
    expect(await check({ port: silentPort })).toMatchObject({
      steps: ['failed', 'skipped', 'skipped'],
      code: 'mail_server_not_reachable',
      why: `127.0.0.1:${silentPort} refuses the connection.`,
    })
    expect(await check({ encryption: 'starttls' })).toMatchObject({ code: 'mail_encryption_failed' })
    expect(await check({ encryption: 'tls' })).toMatchObject({ code: 'mail_encryption_failed' })
    expect(await check({ port: secured.port, encryption: 'tls' })).toMatchObject({
      steps: ['failed', 'skipped', 'skipped'],
      code: 'mail_encryption_failed',
      why: expect.stringContaining('self-signed certificate'),
    })
    expect(await check({ host: 'nowhere.invalid', port: 587 })).toMatchObject({
      code: 'mail_server_not_reachable',
      why: 'nowhere.invalid:587 has a name that nobody can resolve.',
    })
  })

  it.each([
    ['this machine', '127.0.0.1', 587],
    ['this machine by name', 'localhost', 25],
    ['this machine in other digits', '127.1.2.3', 465],
    ['this machine in IPv6', '::1', 587],
    ['this machine in IPv6 dress', '::ffff:127.0.0.1', 587],
    ['the metadata of a cloud', '169.254.169.254', 25],
    ['nowhere', '0.0.0.0', 587],
    ['no port of mail', 'smtp.example.com', 5432],
  ])('S-07: is not %s', async (_, host, port) => {
    expect(await check({ host, port })).toMatchObject({
      steps: ['failed', 'skipped', 'skipped'],
      code: 'mail_server_forbidden',
    })
  })

  it('may be inside the company’s network', () => {
    for (const address of ['10.1.2.3', '172.16.0.25', '192.168.1.1', '100.64.0.1', 'fd12:3456::25', '203.0.113.5']) {
      expect([address, isForbidden(address)]).toEqual([address, false])
    }
    for (const address of ['239.1.1.1', '255.255.255.255', 'fe80::1', 'ff02::1', '::', '64:ff9b::7f00:1']) {
      expect([address, isForbidden(address)]).toEqual([address, true])
    }
  })

  it('S-05: keeps its password sealed, gives it back to nobody, and uses it for that server and user alone', async () => {
    expect(fieldsOf((await put(signedIn({ password: '' })).expect(422)).body)).toEqual(['password'])
    expect(fieldsOf((await put(signedIn({ encryption: 'none' })).expect(422)).body)).toEqual(['encryption'])
    const { body } = await put(signedIn()).expect(200)
    expect(body).toMatchObject({
      source: 'organization',
      own: { username: 'mailer', passwordSetAt: expect.any(String) },
    })
    const shown = await owner.browser.get(at('/mail-server')).expect(200)
    const audit = await owner.browser.get(at('/audit')).expect(200)
    const rows = await api.ownerDatabase.asOwner(
      `select to_jsonb(m)::text, encode(s.sealed, 'escape') from mail_servers m join mail_secrets s on s.connection_id = m.id`,
    )
    for (const text of [JSON.stringify(body), shown.text, audit.text, JSON.stringify(rows)]) {
      expect(text).not.toContain(PASSWORD)
    }

    for (const change of [
      { host: 'other.example.com' },
      { port: 465 },
      { encryption: 'starttls' },
      { username: 'eve' },
    ]) {
      const refused = await put(signedIn({ password: '', ...change })).expect(422)
      expect([change, fieldsOf(refused.body)]).toEqual([change, ['password']])
      const test = { server: signedIn({ password: '', ...change }) }
      expect(fieldsOf((await owner.browser.post(at('/mail-server/tests')).send(test).expect(422)).body)).toEqual([
        'password',
      ])
    }
    await put(signedIn({ password: '', senderAddress: 'other@example.com' })).expect(200)
    expect(audit.text).toContain('mailServer.changed')
    await owner.browser.delete(at('/mail-server')).expect(204)
    expect(await api.ownerDatabase.asOwner('select 1 from mail_secrets')).toEqual([])
    await owner.browser.post(at('/mail-server/tests')).send({}).expect(409)
  })

  it('asks a key whom to write to, since it has no address', async () => {
    const { key } = await createKey(owner, { role: 'admin' })
    const ask = (body: object) =>
      api.agent.post(at('/mail-server/tests')).set('authorization', `Bearer ${key}`).send(body)
    expect(fieldsOf((await ask({ server: server() }).expect(422)).body)).toEqual(['to'])
    await ask({ server: server(), to: 'ops@example.com' }).expect(200)
    expect(open.received.at(-1)?.to).toEqual(['ops@example.com'])
  })
})

describe('the operator’s mail server', () => {
  it('sends for every organization that has none of its own', async () => {
    const other = await startApp({
      ROLE: 'api',
      SMTP_URL: `smtp://127.0.0.1:${open.port}?encryption=none`,
      SMTP_SENDER: 'Ops of Example <ops@example.com>',
    })
    const person = await createOwner(other)
    for (const organizationId of [person.organizationId, await createOrganization(person)]) {
      open.received.length = 0
      const { body } = await person.browser.get(at('/mail-server', organizationId)).expect(200)
      expect(body).toEqual({ source: 'operator', own: null, operatorSender: 'ops@example.com' })
      const tested = await person.browser.post(at('/mail-server/tests', organizationId)).send({}).expect(200)
      expect(tested.body).toMatchObject({ problem: null, sentTo: person.email })
      expect(open.received[0]?.raw).toContain('From: Ops of Example <ops@example.com>')
    }
    await other.close()
  })

  it('needs a sender from the start', async () => {
    await expect(startApp({ SMTP_URL: 'smtps://mail.example.com' })).rejects.toThrow('SMTP_SENDER')
  })
})
