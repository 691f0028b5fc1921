import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { scubaParameters as agency } from '../../frameworks/scuba.js'
import { dmarcReportsRequired as control } from './dmarc-cisa-rua.js'

const accepted = (...names: string[]) => ({ 'exo:Get-AcceptedDomain': names.map((DomainName) => ({ DomainName })) })
const tenant = (...records: string[]) => ({
  ...accepted('a.com'),
  'dns:TXT/dmarc': [{ domain: 'a.com', name: '_dmarc.a.com', records }],
})

describe(control.title, () => {
  it('passes when the address is among those of rua', () => {
    expect(
      judge(control, tenant('v=DMARC1; p=reject; rua=mailto:a@a.com, mailto:reports@dmarc.cyber.dhs.gov'), agency),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('goes by the address that was chosen', () => {
    expect(
      judge(control, tenant('v=DMARC1; p=reject; rua=mailto:soc@a.com'), { requiredDmarcAddress: 'SOC@a.com' }),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    'v=DMARC1; p=reject',
    'v=DMARC1; p=reject; rua=mailto:a@a.com',
    'v=DMARC1; p=reject; ruf=mailto:reports@dmarc.cyber.dhs.gov',
  ])('fails at %s', (record) => {
    expect(judge(control, tenant(record), agency)).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply where no address is required, as by default', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when DNS did not answer', () => {
    const snapshot = { ...accepted('a.com'), 'dns:TXT/dmarc': [{ domain: 'a.com', problem: 'SERVFAIL' }] }
    expect(judge(control, snapshot, agency)).toMatchObject({ verdict: 'notAssessed', cause: 'error' })
  })
})
