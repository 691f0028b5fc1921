import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import ConnectFlow from '../src/features/connections/ConnectFlow.vue'
import { useTickedSteps } from '../src/features/connections/ticked-steps.js'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'
import { passedTest, provider, refusedTest } from './provider-sample.js'

const server = serveHttp()
const TESTS = 'POST /api/v1/organizations/org/connection-tests'
const CONNECTIONS = 'POST /api/v1/organizations/org/connections'
const SECRET = 'kanarienvogel~9Q8s7d6f'

beforeEach(() => {
  localStorage.clear()
  server.on('GET /api/v1/organizations/org/simulator', () => ({
    body: { available: false, running: false, apps: [], tenants: [] },
  }))
})

async function opened() {
  const { wrapper, router, settled } = await mountInApp(ConnectFlow, {
    organizationId: 'org',
    provider,
    simulated: false,
  })
  const button = (label: string) => wrapper.findAll('button').find((candidate) => candidate.text() === label)
  const submit = async () => {
    await wrapper.get('form').trigger('submit')
    await settled()
  }
  const fill = async () => {
    await wrapper.get('[name=accountId]').setValue('a-1')
    await wrapper.get('[name=secret]').setValue(SECRET)
  }
  return { wrapper, router, settled, button, submit, fill }
}

describe('connecting', () => {
  it('sends nothing while a required field is empty, and puts the cursor there', async () => {
    const { wrapper, submit } = await opened()
    await submit()
    expect(server.sent.filter(({ method }) => method === 'POST')).toEqual([])
    expect(wrapper.text()).toContain('Account ID is needed.')
    expect(document.activeElement?.getAttribute('name')).toBe('accountId')
  })

  it('S0.9: tests before anything is saved, with the features chosen for this kind', async () => {
    server.on(TESTS, () => ({ body: passedTest }))
    const { fill, submit } = await opened()
    await fill()
    await submit()
    const posts = server.sent.filter(({ method }) => method === 'POST')
    expect(posts).toHaveLength(1)
    expect(posts[0]?.body).toEqual({
      providerId: 'acme',
      kind: 'app',
      config: { accountId: 'a-1', region: 'eu' },
      sets: ['base', 'people'],
      simulated: false,
      credential: { kind: 'secret', values: { secret: SECRET } },
    })
  })

  it('S0.10: names the tenant when all three checks have passed, and then offers to save', async () => {
    server.on(TESTS, () => ({ body: passedTest }))
    const { wrapper, button, fill, submit } = await opened()
    expect(button('Save and connect')).toBeUndefined()
    await fill()
    await submit()
    expect(wrapper.text()).toContain('Connected to Contoso')
    expect(wrapper.findAll('[data-state=passed]')).toHaveLength(3)
    expect(button('Save and connect')).toBeDefined()
  })

  it('S3.25: offers no saving when sign-in failed, and says what to do', async () => {
    server.on(TESTS, () => ({ body: refusedTest }))
    const { wrapper, button, fill, submit } = await opened()
    await fill()
    await submit()
    expect(wrapper.get('[data-code=secret_invalid]').text()).toContain('Copy the Value.')
    expect(button('Save and connect')).toBeUndefined()
  })

  it('S3.50: puts what the test found on its field, and saves nothing', async () => {
    const problem = { ...refusedTest.problem, field: 'credential.values.secret', why: 'Acme does not accept it.' }
    server.on(TESTS, () => ({ body: { ...refusedTest, problem } }))
    const { wrapper, button, fill, submit } = await opened()
    await fill()
    await submit()
    await flushPromises()
    const secret = wrapper.get('[name=secret]')
    expect(secret.attributes('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(secret.element)
    expect(button('Save and connect')).toBeUndefined()
    expect(server.sent.filter(({ path }) => path.endsWith('/connections'))).toEqual([])
    await secret.setValue(`${SECRET}2`)
    expect(wrapper.get('[name=secret]').attributes('aria-invalid')).not.toBe('true')
  })

  it('puts the result aside when something is edited after the test', async () => {
    server.on(TESTS, () => ({ body: passedTest }))
    const { wrapper, button, fill, submit } = await opened()
    await fill()
    await submit()
    await wrapper.get('[name=accountId]').setValue('a-2')
    await flushPromises()
    expect(button('Save and connect')).toBeUndefined()
  })

  it('puts what the server refuses on its field', async () => {
    server.on(TESTS, () => ({
      status: 422,
      body: {
        code: 'validation_failed',
        title: 'Some fields are not right',
        detail: 'One field.',
        fix: 'See errors.',
        status: 422,
        retryable: false,
        errors: [{ path: 'config.accountId', message: 'No account has this ID.' }],
      },
    }))
    const { wrapper, fill, submit } = await opened()
    await fill()
    await submit()
    expect(wrapper.text()).toContain('No account has this ID.')
    expect(wrapper.get('[name=accountId]').attributes('aria-invalid')).toBe('true')
  })

  it('S0.11: saves under the tenant’s name unless another was given, and goes to the connection', async () => {
    server.on(TESTS, () => ({ body: passedTest }))
    server.on(CONNECTIONS, () => ({ status: 201, body: { id: 'c-1', name: 'Contoso', tenant: { name: 'Contoso' } } }))
    const { router, settled, button, fill, submit } = await opened()
    await fill()
    await submit()
    await button('Save and connect')?.trigger('click')
    await settled()
    expect(server.sent.find(({ path }) => path.endsWith('/connections'))?.body).toMatchObject({ name: 'Contoso' })
    expect(router.currentRoute.value.path).toMatch(/\/settings\/integrations\/acme\/connections\/c-1$/)
  })

  it('S3.20: remembers for the connection what was ticked by hand', async () => {
    server.on(TESTS, () => ({ body: passedTest }))
    server.on(CONNECTIONS, () => ({ status: 201, body: { id: 'c-1', name: 'Contoso', tenant: { name: 'Contoso' } } }))
    const { wrapper, settled, button, fill, submit } = await opened()
    await wrapper
      .findAll('nav button')
      .find((step) => step.text().includes('Tell the agents'))
      ?.trigger('click')
    await wrapper.get('article [role=checkbox]').trigger('click')
    await fill()
    await submit()
    await button('Save and connect')?.trigger('click')
    await settled()
    expect(useTickedSteps('c-1').value).toEqual(['agents'])
    expect(useTickedSteps('c-2').value).toEqual([])
  })

  it('S4.36: keeps no secret in the browser’s storage, and the rest across a reload', async () => {
    const { fill } = await opened()
    await fill()
    await flushPromises()
    const stored = [localStorage, sessionStorage].flatMap((storage) => Object.values(storage)).join(' ')
    expect(stored).toContain('a-1')
    expect(stored).not.toContain(SECRET)
    const { wrapper } = await opened()
    expect((wrapper.get('[name=accountId]').element as HTMLInputElement).value).toBe('a-1')
    expect((wrapper.get('[name=secret]').element as HTMLInputElement).value).toBe('')
  })
})
