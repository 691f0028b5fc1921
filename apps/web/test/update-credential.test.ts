import { beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '../src/api/shapes.js'
import UpdateCredential from '../src/features/connections/UpdateCredential.vue'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'
import { passedTest, provider } from './provider-sample.js'

const server = serveHttp()
const PUT = 'PUT /api/v1/organizations/org/connections/c-1/credential'

const connection: Connection = {
  id: 'c-1',
  providerId: 'acme',
  providerName: 'Acme',
  kind: 'app',
  kindName: 'One account',
  name: 'Contoso',
  simulated: false,
  access: 'readOnly',
  sets: ['base'],
  config: { accountId: 'a-1', region: 'eu' },
  tenant: { id: 'a-1', name: 'Contoso', defaultDomain: null },
  health: 'authenticationError',
  healthSince: '2026-11-21T12:00:00Z',
  problem: null,
  notes: [],
  checkedAt: null,
  nextCheckAt: null,
  lastSyncAt: null,
  credential: {
    kind: 'secret',
    kindName: 'Secret',
    values: {},
    hint: 'x9Yz',
    setAt: '2026-01-01T00:00:00Z',
    expiresAt: null,
    expirySource: null,
    expiry: 'unknown',
    daysLeft: null,
    rotation: null,
  },
  createdAt: '2026-01-01T00:00:00Z',
  version: 1,
}

beforeEach(() => server.on(PUT, () => ({ body: { test: passedTest, connection } })))

async function opened() {
  const { wrapper, settled } = await mountInApp(UpdateCredential, {
    connection,
    provider,
    connectionRef: { organizationId: 'org', connectionId: 'c-1' },
  })
  const submit = async () => {
    await wrapper.get('form').trigger('submit')
    await settled()
  }
  return { wrapper, submit, sent: () => server.sent.find(({ method }) => method === 'PUT')?.body }
}

describe('updating credentials', () => {
  it('S4.36: shows what is stored, and of the secret its last four characters alone', async () => {
    const { wrapper } = await opened()
    expect((wrapper.get('[name=accountId]').element as HTMLInputElement).value).toBe('a-1')
    expect((wrapper.get('[name=secret]').element as HTMLInputElement).value).toBe('')
    expect(wrapper.text()).toContain('x9Yz')
  })

  it('S3.55: leaves an empty secret out, which keeps what is stored', async () => {
    const { submit, sent } = await opened()
    await submit()
    expect(sent()).toEqual({ config: { accountId: 'a-1', region: 'eu' }, credential: { kind: 'secret', values: {} } })
  })

  it('S3.55: sends a new value, which replaces it', async () => {
    const { wrapper, submit, sent } = await opened()
    await wrapper.get('[name=secret]').setValue('new-value')
    await submit()
    expect(sent()).toMatchObject({ credential: { values: { secret: 'new-value' } } })
  })

  it('asks for the secret again when something it is bound to changes', async () => {
    const { wrapper, submit, sent } = await opened()
    await wrapper.get('[name=accountId]').setValue('a-2')
    await submit()
    expect(wrapper.text()).toContain('Account ID changed, so the secret is needed again')
    expect(wrapper.text()).toContain('App secret is needed.')
    expect(sent()).toBeUndefined()
  })

  it('S4.24: says that the old credential stays when the new one fails its test', async () => {
    server.on(PUT, () => ({
      status: 422,
      body: {
        code: 'secret_invalid',
        title: 'The secret is wrong',
        detail: 'It is not accepted.',
        fix: 'Copy the Value.',
        status: 422,
        retryable: false,
      },
    }))
    const { wrapper, submit } = await opened()
    await wrapper.get('[name=secret]').setValue('wrong')
    await submit()
    expect(wrapper.get('[data-code=secret_invalid]').text()).toContain('Copy the Value.')
    expect(wrapper.text()).toContain('The credential stored before is still in place')
  })
})
