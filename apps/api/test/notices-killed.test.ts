import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { MessageView } from '../src/notifications/rules.dto.js'
import { mailboxCertificate } from './support/mailbox-certificate.js'
import { startMailbox, type Mailbox } from './support/mailbox.js'
import { clientSecret, setupOf } from './support/microsoft.js'
import { asOwnerOf, startProcess, type ApiProcess } from './support/process.js'

const PASSWORD = 'Correct-horse~battery.staple'
const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-mail-'))
const authority = join(dataDir, 'authority.pem')

let simulator: Simulator
let mailbox: Mailbox
let api: ApiProcess
let base: string
let connectionId: string
let output = ''
/** Where the mail server stops answering. */
let holds: 'recipient' | 'message' | undefined
/** How often it came that far. */
let held = 0

const hold = () => {
  held += 1
  return new Promise<never>(() => {})
}

beforeAll(async () => {
  writeFileSync(authority, mailboxCertificate.cert)
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  mailbox = await startMailbox({
    secure: true,
    ...mailboxCertificate,
    user: 'mailer',
    password: PASSWORD,
    onRcptTo: (_address, _session, answer) => {
      if (holds === 'recipient') void hold()
      else answer()
    },
    onMessage: async () => {
      if (holds === 'message') await hold()
    },
  })
  await start()
  const { body } = await api.agent.get('/api/v1/organizations').expect(200)
  base = `/api/v1/organizations/${(body as { items: { id: string }[] }).items[0]!.id}`
  await api.agent
    .put(`${base}/mail-server`)
    .send({
      host: 'localhost',
      port: mailbox.port,
      encryption: 'tls',
      username: 'mailer',
      password: PASSWORD,
      senderAddress: 'tenantry@example.com',
    })
    .expect(200)
  await api.agent
    .post(`${base}/notification-rules`)
    .send({
      name: 'On call',
      addresses: ['oncall@example.com'],
      roles: [],
      severity: 'critical',
      kinds: [],
      tenantGroupIds: [],
      timing: { kind: 'immediate' },
      timeZone: 'UTC',
      quiet: null,
    })
    .expect(201)
  const connected = await api.agent.post(`${base}/connections`).send(setupOf(simulator.apps[0]!)).expect(201)
  connectionId = (connected.body as { id: string }).id
}, 120_000)

afterAll(async () => {
  await api.kill('SIGTERM')
  mailbox.cut()
  await mailbox.close()
  await simulator.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  api = await startProcess(dataDir, {
    SIMULATOR_URL: simulator.url,
    SMTP_HOSTS_ALLOWED: `localhost:${mailbox.port}`,
    NODE_EXTRA_CA_CERTS: authority,
    HEALTH_CHECK_SECONDS: '3600',
    LOG_LEVEL: 'debug',
  })
}

/** Kills the process in the middle, and starts another one at a time when the first would have been given up. */
async function killAndStart(): Promise<void> {
  output += api.output()
  await api.kill('SIGKILL')
  holds = undefined
  await start()
  await asOwnerOf(dataDir, (owner) => owner.query('update notice_messages set claimed_until = now()'))
}

/** The secret is replaced, so that the connection works again, and then ends: something to tell. */
async function fail(): Promise<void> {
  const contoso = simulator.tenant('contoso.onmicrosoft.com')
  const { value } = contoso.addSecret({ days: 300 })
  await api.agent
    .put(`${base}/connections/${connectionId}/credential`)
    .send({ credential: clientSecret(value) })
    .expect(200)
  contoso.setSecretExpiry({ at: new Date(Date.now() - 1000) })
  await api.agent.post(`${base}/connections/${connectionId}/test`).expect(200)
}

async function messages(): Promise<z.output<typeof MessageView>[]> {
  const { body } = await api.agent.get(`${base}/notification-messages`).expect(200)
  return (body as { items: z.output<typeof MessageView>[] }).items
}
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 90_000, interval: 250 })

describe('a process that is killed with kill -9 while it sends', () => {
  it('before the message went out, has another one send it, once', async () => {
    holds = 'recipient'
    await fail()
    await until(() => expect(held).toBe(1))
    await killAndStart()
    await until(async () => expect((await messages())[0]?.status).toBe('sent'))
    expect(mailbox.received.map(({ to }) => to)).toEqual([['oncall@example.com']])
  }, 180_000)

  it('after the message went out, sends it no second time and says that nobody knows', async () => {
    const before = mailbox.received.length
    holds = 'message'
    held = 0
    await fail()
    await until(() => expect(held).toBe(1))
    await killAndStart()
    await until(async () => expect((await messages())[0]?.status).toBe('unknown'))
    expect(held).toBe(1)
    expect(mailbox.received).toHaveLength(before)
  }, 180_000)

  it('S-24: has written the password of the mail server into no line of the log and no message', () => {
    const secret = new RegExp([PASSWORD, Buffer.from(`\0mailer\0${PASSWORD}`).toString('base64')].join('|'))
    expect(output + api.output()).not.toMatch(secret)
    for (const { raw } of mailbox.received) expect(raw).not.toMatch(secret)
  })
})
