import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstApp, tokenOf } from '../../test/client.js'
import { assignRole, COMPLIANCE, exchangeClient, tokenFor } from '../../test/exchange-client.js'
import { type Simulator, startSimulator } from '../index.js'
import { roleTemplateId } from '../world/roles.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.stop())

const front = () =>
  `${simulator.url}/ps.compliance.protection.outlook.com/adminapi/beta/${firstApp(simulator).tenantId}/InvokeCommand`

/** Asks at the front, and remembers where it was sent. */
async function connect() {
  await assignRole(simulator, await tokenOf(simulator), roleTemplateId('Compliance Administrator'))
  const token = await tokenFor(simulator, COMPLIANCE)
  const { status, headers } = await fetch(front(), {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
    body: '{}',
  })
  const url = String(headers.get('location'))
  const run = await exchangeClient(simulator)
  return { status, url, token, run: (cmdlet: string, parameters = {}) => run(cmdlet, parameters, { url, token }) }
}

describe('Security & Compliance', () => {
  it('sends the first call to the region of the tenant, which then answers', async () => {
    const { status, url, run } = await connect()
    expect(status).toBe(302)
    expect(url).toMatch(/\/eur\d\d[a-z]\.ps\.compliance\.protection\.outlook\.com\/adminapi\/beta\/|\/gbr\d\d[a-z]\./)
    expect((await run('Get-ProtectionAlert')).status).toBe(200)
  })

  it('sends a caller away from another region', async () => {
    const { url, token } = await connect()
    const wrong = url.replace(/\/[a-z]{3}\d\d[a-z]\.ps\./, '/nam06b.ps.')
    const { status, headers } = await fetch(wrong, {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
      body: '{}',
    })
    expect([status, headers.get('location')]).toEqual([302, url])
  })

  it('takes only tokens with its own permission', async () => {
    const exchange = await tokenFor(simulator, 'https://outlook.office365.com')
    expect(
      (await fetch(front(), { method: 'POST', redirect: 'manual', headers: { authorization: `Bearer ${exchange}` } }))
        .status,
    ).toBe(401)
  })

  it('does not honour Exchange Administrator', async () => {
    const token = await tokenFor(simulator, COMPLIANCE)
    const { headers } = await fetch(front(), {
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
      body: '{}',
    })
    const run = await exchangeClient(simulator)
    const refused = await run('Get-ProtectionAlert', {}, { url: String(headers.get('location')), token })
    expect([refused.status, refused.reason]).toEqual([403, expect.stringContaining("isn't supported in this scenario")])
  })

  it('has alert policies, DLP policies with their rules, labels and retention', async () => {
    const { run } = await connect()
    const alerts = (await run('Get-ProtectionAlert')).body.value
    expect(alerts.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining([
        'Suspicious email sending patterns detected',
        'Messages have been delayed',
        'Tenant restricted from sending email',
      ]),
    )
    expect(alerts.every(({ Disabled, NotifyUser }) => typeof Disabled === 'boolean' && Array.isArray(NotifyUser))).toBe(
      true,
    )
    const policies = (await run('Get-DlpCompliancePolicy')).body.value.map(({ Name }) => Name)
    for (const rule of (await run('Get-DlpComplianceRule')).body.value) {
      expect(policies).toContain(rule['ParentPolicyName'])
      expect(rule['ContentContainsSensitiveInformation']).toContainEqual(
        expect.objectContaining({ name: 'Credit Card Number' }),
      )
    }
    for (const cmdlet of [
      'Get-Label',
      'Get-LabelPolicy',
      'Get-UnifiedAuditLogRetentionPolicy',
      'Get-RetentionCompliancePolicy',
    ]) {
      expect((await run(cmdlet)).status).toBe(200)
    }
  })

  it('always says that the audit log is off, whatever Exchange says', async () => {
    const { run } = await connect()
    const exchange = await exchangeClient(simulator)
    await exchange('Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: true })
    const ofExchange = (await exchange('Get-AdminAuditLogConfig')).body.value[0]
    const ofCompliance = (await run('Get-AdminAuditLogConfig')).body.value[0]
    expect([
      ofExchange?.['UnifiedAuditLogIngestionEnabled'],
      ofCompliance?.['UnifiedAuditLogIngestionEnabled'],
    ]).toEqual([true, false])
  })

  it('does not know the cmdlets of Exchange', async () => {
    const { run } = await connect()
    expect((await run('Get-Mailbox')).reason).toContain('is not recognized')
  })
})
