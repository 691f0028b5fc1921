import { describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import DisableDialog from '../src/features/connections/DisableDialog.vue'
import DisconnectDialog from '../src/features/connections/DisconnectDialog.vue'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'

const server = serveHttp()
const PREVIEW = 'GET /api/v1/organizations/org/connections/c-1/disconnect-preview'
const mailboxes = [
  { id: '1', name: 'Fabrikam' },
  { id: '2', name: 'Litware' },
]

async function opened(dialog: Component) {
  const { wrapper } = await mountInApp(dialog, {
    open: true,
    busy: false,
    connection: { id: 'c-1', name: 'Zenith client' },
    connectionRef: { organizationId: 'org', connectionId: 'c-1' },
  })
  const text = document.querySelector('[role=dialog]')?.textContent ?? ''
  const button = [...document.querySelectorAll('[role=dialog] button')].find(({ textContent }) =>
    /^\s*Dis/.test(textContent),
  )
  wrapper.unmount()
  return { text, button: button as HTMLButtonElement }
}

describe('before a connection goes', () => {
  it.each([
    ['disconnecting', DisconnectDialog],
    ['disabling', DisableDialog],
  ])('%s names each company that loses its mailboxes (S3.57)', async (_, dialog) => {
    server.on(PREVIEW, () => ({ body: { tenants: 0, mailboxes, capabilities: [] } }))
    const { text } = await opened(dialog)
    expect(text).toContain('Mailboxes become pending in 2 companies')
    expect(text).toContain('Fabrikam')
    expect(text).toContain('Litware')
  })

  it('disconnecting waits for its name to be typed', async () => {
    server.on(PREVIEW, () => ({ body: { tenants: 0, mailboxes, capabilities: [] } }))
    const { button } = await opened(DisconnectDialog)
    expect(button.disabled).toBe(true)
  })

  it('says so when the companies cannot be told, rather than naming none', async () => {
    server.on(PREVIEW, () => ({ status: 500 }))
    const { text } = await opened(DisconnectDialog)
    expect(text).toContain('It is not known which companies lose something')
  })
})
