import { describe, expect, it } from 'vitest'
import { microsoft } from '../src/index.js'

const config = { tenantId: 'contoso.com', clientId: '11111111-2222-3333-4444-555555555555', cloud: 'global' }

describe('commands for administrators', () => {
  it('grant exactly the missing permissions, each from its own API', () => {
    const command = microsoft.adminCommand?.({
      task: 'grant',
      permissions: ['User.Read.All', 'Exchange.ManageAsApp'],
      config,
      credentialKind: 'clientSecret',
    })
    expect(command?.text).toContain(`appId eq '00000003-0000-0000-c000-000000000000'`)
    expect(command?.text).toContain(`-in 'User.Read.All'`)
    expect(command?.text).toContain(`appId eq '00000002-0000-0ff1-ce00-000000000000'`)
    expect(command?.text).toContain(`-in 'Exchange.ManageAsApp'`)
  })

  it('leave out names that are no permission names, so that nothing can end a quote', () => {
    const command = microsoft.adminCommand?.({
      task: 'revoke',
      permissions: [`'; Remove-MgUser #`],
      config,
      credentialKind: 'clientSecret',
    })
    expect(command).toBeUndefined()
  })

  it('make a new secret only where a secret is in use', () => {
    const task = { task: 'renewSecret' as const, permissions: [], config }
    expect(microsoft.adminCommand?.({ ...task, credentialKind: 'clientSecret' })?.text).toContain(
      'Add-MgApplicationPassword',
    )
    expect(microsoft.adminCommand?.({ ...task, credentialKind: 'clientCertificate' })).toBeUndefined()
  })
})
