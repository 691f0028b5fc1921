import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { scubaParameters as agency } from '../../frameworks/scuba.js'
import { dmarcReportsReachUs as control } from './dmarc-own-contact.js'

const accepted = (...names: string[]) => ({ 'exo:Get-AcceptedDomain': names.map((DomainName) => ({ DomainName })) })
const tenant = (...records: string[]) => ({
  ...accepted('a.com'),
  'dns:TXT/dmarc': [{ domain: 'a.com', name: '_dmarc.a.com', records }],
})

const CISA = 'mailto:reports@dmarc.cyber.dhs.gov'

describe(control.title, () => {
  it('passes with an own address in both', () => {
    expect(
      judge(control, tenant(`v=DMARC1; p=reject; rua=${CISA}, mailto:soc@a.com; ruf=mailto:soc@a.com`), agency),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('counts one address as enough where none is required', () => {
    expect(judge(control, tenant('v=DMARC1; p=reject; rua=mailto:soc@a.com; ruf=mailto:soc@a.com'))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each([
    ['only the required address is told', `v=DMARC1; p=reject; rua=${CISA}; ruf=mailto:soc@a.com`],
    ['nobody is told of single failures', `v=DMARC1; p=reject; rua=${CISA}, mailto:soc@a.com`],
    [
      'a semicolon is missing, so that ruf is no part of its own',
      `v=DMARC1; p=reject; rua=${CISA}, mailto:soc@a.com ruf=mailto:soc@a.com`,
    ],
  ])('fails when %s', (_, record) => {
    expect(judge(control, tenant(record), agency)).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when DNS did not answer', () => {
    const snapshot = { ...accepted('a.com'), 'dns:TXT/dmarc': [{ domain: 'a.com', problem: 'SERVFAIL' }] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed', cause: 'error' })
  })
})
