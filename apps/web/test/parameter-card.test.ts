import { describe, expect, it } from 'vitest'
import { toasts } from '../src/composables/toasts.js'
import ParameterCard from '../src/features/compliance/ParameterCard.vue'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

const server = serveHttp()
const OF_COMPANY = '/api/v1/organizations/org/tenants/t-1/compliance/parameters/days'
const OF_ORGANIZATION = '/api/v1/organizations/org/compliance/parameters/days'
const ada = { kind: 'user', id: 'u-1', name: 'Ada' }
const choice = (value: number, note: string) => ({ value, note, setBy: ada, setAt: '2026-03-01T12:00:00Z' })
const days = {
  id: 'days',
  name: 'Longest sign-in',
  help: 'In days.',
  schema: {},
  fields: [{ name: null, label: 'Days', type: 'number' }],
  default: 7,
  controls: [{ id: 'control', title: 'People sign in again' }],
}
const inherited = {
  ...days,
  value: 14,
  source: 'organization',
  organization: choice(14, 'Ours.'),
  tenant: null,
  exceptions: [],
}
const own = { ...inherited, value: 30, source: 'tenant', tenant: choice(30, 'Their contract.') }

async function shown(parameter: object, company?: { id: string; name: string }) {
  toasts.length = 0
  server.on('GET /api/v1/session', () => ({
    body: {
      user: { id: 'u-1', name: 'Ada', email: 'ada@example.com' },
      memberships: [
        {
          organizationId: 'org',
          organizationName: 'Meridian',
          kind: 'msp',
          role: 'owner',
          permissions: ['compliance:write'],
        },
      ],
    },
  }))
  return mountInApp(ParameterCard, { parameter, ...(company && { company }) })
}
const fabrikam = { id: 't-1', name: 'Fabrikam' }
const buttonOf = (wrapper: Awaited<ReturnType<typeof shown>>['wrapper'], label: string) => {
  const found = wrapper.findAll('button').find((button) => button.text() === label)
  if (!found) throw new Error(`No button ${label}`)
  return found
}

describe('a parameter of a company', () => {
  it('says whose value is in force: its own, the organization’s or the one built in', async () => {
    const theirs = await shown(own, fabrikam)
    expect(theirs.wrapper.text()).toContain('This company')
    expect(theirs.wrapper.text()).toMatch(/Set by\s+Ada on .*: Their contract\./)
    expect(theirs.wrapper.text()).toMatch(/The organization’s value:\s*14/)
    theirs.wrapper.unmount()
    const above = await shown(inherited, fabrikam)
    expect(above.wrapper.text()).toMatch(/The organization’s value, set by\s+Ada/)
    above.wrapper.unmount()
    const builtIn = await shown(
      { ...days, value: 7, source: 'default', organization: null, tenant: null, exceptions: [] },
      fabrikam,
    )
    expect(builtIn.wrapper.text()).toContain('Nobody has set it.')
    builtIn.wrapper.unmount()
  })

  it('is set for that company alone, and that can be undone', async () => {
    server.on(`PUT ${OF_COMPANY}`, () => ({ body: own }))
    server.on(`DELETE ${OF_COMPANY}`, () => ({ body: {} }))
    const { wrapper, settled } = await shown(inherited, fabrikam)
    await buttonOf(wrapper, 'Change').trigger('click')
    await wrapper.get('input[type=number]').setValue('30')
    await wrapper.get('form').trigger('submit')
    await settled()
    expect(server.sent.find(({ method }) => method === 'PUT')).toMatchObject({ path: OF_COMPANY, body: { value: 30 } })
    expect(wrapper.find('form').exists()).toBe(false)
    toasts.at(-1)?.action?.run()
    await settled()
    expect(server.sent.at(-1)).toMatchObject({ method: 'DELETE', path: OF_COMPANY })
    wrapper.unmount()
  })

  it('gives its own value up for the organization’s, and undoing brings value and note back', async () => {
    server.on(`DELETE ${OF_COMPANY}`, () => ({ body: {} }))
    server.on(`PUT ${OF_COMPANY}`, () => ({ body: own }))
    const { wrapper, settled } = await shown(own, fabrikam)
    await buttonOf(wrapper, 'Use the organization’s value again').trigger('click')
    await settled()
    expect(server.sent.at(-1)).toMatchObject({ method: 'DELETE', path: OF_COMPANY })
    toasts.at(-1)?.action?.run()
    await settled()
    expect(server.sent.at(-1)).toMatchObject({ method: 'PUT', body: { value: 30, note: 'Their contract.' } })
    wrapper.unmount()
  })

  it('says at the field what the server finds wrong, and keeps what was typed', async () => {
    server.on(`PUT ${OF_COMPANY}`, () => ({
      status: 422,
      body: {
        title: 'Something is not right',
        status: 422,
        detail: 'A value is not as it has to be.',
        code: 'validation_failed',
        fix: 'Correct it.',
        retryable: false,
        errors: [{ path: 'value', message: 'is less than 1' }],
      },
    }))
    const { wrapper, settled } = await shown(inherited, fabrikam)
    await buttonOf(wrapper, 'Change').trigger('click')
    await wrapper.get('input[type=number]').setValue('0')
    await wrapper.get('form').trigger('submit')
    await settled()
    expect(wrapper.text()).toContain('is less than 1')
    expect(wrapper.get<HTMLInputElement>('input[type=number]').element.value).toBe('0')
    wrapper.unmount()
  })
})

describe('a parameter of the organization', () => {
  it('is set for the organization', async () => {
    server.on(`PUT ${OF_ORGANIZATION}`, () => ({ body: {} }))
    const { wrapper, settled } = await shown({
      ...days,
      value: 7,
      organization: null,
      tenants: 2,
      deviating: [fabrikam],
    })
    expect(wrapper.text()).toContain('2 companies have values of their own')
    expect(wrapper.get('a').attributes('href')).toContain('/companies/t-1/parameters')
    expect(wrapper.text()).toContain('and 1 more')
    await buttonOf(wrapper, 'Change').trigger('click')
    await wrapper.get('form').trigger('submit')
    await settled()
    expect(server.sent.find(({ method }) => method === 'PUT')).toMatchObject({
      path: OF_ORGANIZATION,
      body: { value: 7 },
    })
    wrapper.unmount()
  })
})
