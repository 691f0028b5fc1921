import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailReachesFilters as control } from './mx-or-enhanced-filtering.js'

const mail = (records: string[], connectors?: object[]) => ({
  'exo:Get-AcceptedDomain': [{ DomainName: 'example.com' }],
  'dns:MX': [{ domain: 'Example.com', records }],
  ...(connectors && { 'exo:Get-InboundConnector': connectors }),
})
const gateway = (facts: object) => ({ Name: 'Gateway', Enabled: true, ...facts })

describe(control.title, () => {
  it.each([
    ['Exchange Online', ['0 example-com.mail.protection.outlook.com.']],
    ['Exchange Online with DANE', ['example-com.a-v1.mx.microsoft']],
    ['the cloud of the government', ['example-com.mail.protection.office365.us']],
    ['nowhere, where no mail is taken', []],
    ['nowhere, as a record says', ['0 .']],
  ])('passes when it goes to %s', (_, records) => {
    expect(judge(control, mail(records))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['the last address is skipped', { EFSkipLastIP: true }],
    ['addresses are skipped', { EFSkipIPs: ['203.0.113.1'] }],
  ])('passes behind a gateway when %s', (_, facts) => {
    expect(judge(control, mail(['10 mx.gateway.example'], [gateway(facts)]))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['has no enhanced filtering', [gateway({})]],
    ['is off', [gateway({ EFSkipLastIP: true, Enabled: false })]],
    ['has it for some people', [gateway({ EFSkipLastIP: true, EFUsers: ['ada@example.com'] })]],
    ['is not there', []],
  ])('fails behind a gateway when the connector %s', (_, connectors) => {
    expect(judge(control, mail(['10 mx.gateway.example'], connectors))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('mx.gateway.example'),
    })
  })

  it('does not apply where no domain takes mail', () => {
    expect(judge(control, { 'exo:Get-AcceptedDomain': [], 'dns:MX': [] })).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not fooled by a name that only looks like Microsoft’s', () => {
    expect(judge(control, mail(['mail.protection.outlook.com.evil.example'], []))).toMatchObject({ verdict: 'fail' })
  })

  it('cannot be assessed when DNS gave no answer, or connectors would decide and were not read', () => {
    const silent = { ...mail([], []), 'dns:MX': [{ domain: 'example.com', problem: 'SERVFAIL' }] }
    expect(judge(control, silent)).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, { ...mail([], []), 'dns:MX': [] })).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, mail(['mx.gateway.example']))).toMatchObject({ verdict: 'notAssessed' })
  })
})
