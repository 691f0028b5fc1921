import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Clock } from '../clock.js'
import { loadSigningKeys } from '../entra/signing-keys.js'
import { Simulation } from '../simulation.js'
import type { Tenant } from '../world/model.js'
import { type CmdletOutcome, runCmdlet } from './run-cmdlet.js'

/** All tenants of a partner, of every posture and with many kinds of licence, without a server. */
let simulation: Simulation
beforeAll(async () => {
  simulation = new Simulation('msp-50', new Clock(new Date('2026-03-02T08:00:00Z')), await loadSigningKeys())
})
afterAll(() => simulation.reset())

const actor = {
  user: {
    id: '11111111-1111-4111-a111-111111111111',
    displayName: 'Partner',
    userPrincipalName: 'partner@meridian-msp.example',
  },
}

function run(
  tenant: Tenant,
  cmdlet: string,
  parameters: Record<string, unknown> = {},
  roles = ['Exchange Administrator'],
): CmdletOutcome {
  return runCmdlet(tenant, { cmdlet, parameters, roles, actor }, simulation)
}

function valueOf(tenant: Tenant, cmdlet: string, parameters?: Record<string, unknown>): Record<string, unknown>[] {
  const outcome = run(tenant, cmdlet, parameters)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

const licensed = (sku: string) =>
  simulation.world.tenants.filter(({ purchases }) => purchases.some(({ skuPartNumber }) => skuPartNumber === sku))
const E5 = () => licensed('SPE_E5')[0] as Tenant

describe('a tenant that nobody has customized', () => {
  const dehydrated = () =>
    simulation.world.tenants.find((tenant) => {
      const outcome = run(tenant, 'Get-OrganizationConfig')
      return outcome.ok && outcome.value[0]?.['IsDehydrated'] === true
    }) as Tenant

  it('refuses to change policies until it is enabled for customization', () => {
    const tenant = dehydrated()
    const change = () => run(tenant, 'Set-TransportConfig', { SmtpClientAuthenticationDisabled: tenant.good('never') })
    expect(change()).toMatchObject({
      ok: false,
      status: 400,
      type: expect.stringContaining('InvalidOperationInDehydratedContext'),
      message: expect.stringContaining('Enable-OrganizationCustomization'),
    })
    expect(run(tenant, 'Enable-OrganizationCustomization').ok).toBe(true)
    expect(change().ok).toBe(true)
    expect(run(tenant, 'Enable-OrganizationCustomization')).toMatchObject({
      ok: false,
      message: expect.stringContaining('already enabled'),
    })
  })
})

describe('somebody who is signed in', () => {
  it('may do what their roles in the tenant allow', () => {
    const tenant = E5()
    expect(run(tenant, 'Get-Mailbox', { ResultSize: 1 }, ['Global Reader'])).toMatchObject({
      ok: true,
      warnings: [expect.stringContaining('more results')],
    })
    expect(
      run(tenant, 'Set-TransportConfig', { SmtpClientAuthenticationDisabled: true }, ['Global Reader']),
    ).toMatchObject({ ok: false, status: 403 })
    expect(run(tenant, 'Get-Mailbox', {}, ['User Administrator'])).toMatchObject({
      ok: false,
      status: 403,
      message: expect.stringContaining('partner@meridian-msp.example'),
    })
  })

  it('is nobody in a tenant without Exchange', () => {
    const without = simulation.world.tenants.find((tenant) => !run(tenant, 'Get-OrganizationConfig').ok) as Tenant
    expect(run(without, 'Get-Mailbox')).toMatchObject({ ok: false })
  })

  it('changes policies for everybody to see', () => {
    const tenant = licensed('SPE_E5')[1] as Tenant
    const [before] = valueOf(tenant, 'Get-TransportConfig')
    const wanted = before?.['SmtpClientAuthenticationDisabled'] !== true
    expect(run(tenant, 'Set-TransportConfig', { SmtpClientAuthenticationDisabled: wanted }).ok).toBe(true)
    expect(valueOf(tenant, 'Get-TransportConfig')[0]?.['SmtpClientAuthenticationDisabled']).toBe(wanted)
    expect(run(tenant, 'Set-TransportConfig', { SmtpClientAuthenticationDisabled: wanted })).toMatchObject({
      warnings: [expect.stringContaining('no settings of')],
    })
    expect(
      run(tenant, 'New-TransportRule', { Name: 'Temporary', SenderDomainIs: ['x.example'], SetSCL: '-1' }).ok,
    ).toBe(true)
    expect(run(tenant, 'Disable-TransportRule', { Identity: 'Temporary' }).ok).toBe(true)
    expect(valueOf(tenant, 'Get-TransportRule', { Identity: 'Temporary' })).toEqual([
      expect.objectContaining({ State: 'Disabled', SetSCL: '-1' }),
    ])
    expect(run(tenant, 'Remove-TransportRule', { Identity: 'Temporary', Confirm: false }).ok).toBe(true)
  })
})
