import { describe, expect, it, vi } from 'vitest'
import RefreshAccess from '../src/features/company/RefreshAccess.vue'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

const server = serveHttp()
const ADDRESS = '/api/v1/organizations/org/tenants/t-1'
const zenith = { connectionId: 'c-1', name: 'Our Zenith', providerName: 'Zenith' }

async function shown(items: object[]) {
  server.on(`GET ${ADDRESS}/refreshers`, () => ({ body: { items } }))
  const onVerify = vi.fn()
  const mounted = await mountInApp(RefreshAccess, {
    company: { organizationId: 'org', tenantId: 't-1', name: 'Fabrikam' },
    verifying: false,
    onVerify,
  })
  return { ...mounted, onVerify }
}

describe('a provider that acts with access of its own', () => {
  it('is asked to renew it, and the company is verified again (C5, S3.77)', async () => {
    server.on(`POST ${ADDRESS}/access-refreshes`, () => ({ body: { said: 'Added permissions to Fabrikam' } }))
    const { wrapper, settled, onVerify } = await shown([zenith])
    expect(wrapper.text()).toContain('Refresh via Zenith')
    await wrapper.get('button').trigger('click')
    await settled()
    expect(server.sent.at(-1)?.body).toEqual({ connectionId: 'c-1' })
    expect(onVerify).toHaveBeenCalledOnce()
    expect(wrapper.text()).toContain('Added permissions to Fabrikam')
    wrapper.unmount()
  })

  it('says why it could not, and nothing is verified', async () => {
    const problem = {
      title: 'The provider refused',
      detail: 'Zenith says: not now.',
      fix: 'Ask again.',
      code: 'request_refused',
      status: 409,
    }
    server.on(`POST ${ADDRESS}/access-refreshes`, () => ({ status: 409, body: problem }))
    const { wrapper, settled, onVerify } = await shown([zenith])
    await wrapper.get('button').trigger('click')
    await settled()
    expect(wrapper.text()).toContain('Zenith says: not now.')
    expect(onVerify).not.toHaveBeenCalled()
    wrapper.unmount()
  })

  it('is no matter where there is none', async () => {
    const { wrapper } = await shown([])
    expect(wrapper.find('button').exists()).toBe(false)
    wrapper.unmount()
  })
})
