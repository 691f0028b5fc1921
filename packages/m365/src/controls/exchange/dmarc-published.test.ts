import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dmarcPublished as control } from './dmarc-published.js'

const accepted = (...names: string[]) => ({ 'exo:Get-AcceptedDomain': names.map((DomainName) => ({ DomainName })) })
const tenant = (...records: string[]) => ({
  ...accepted('a.com'),
  'dns:TXT/dmarc': [{ domain: 'a.com', name: '_dmarc.a.com', records }],
})

describe(control.title, () => {
  it('passes with a record of any policy', () => {
    expect(judge(control, tenant('v=DMARC1; p=none'))).toMatchObject({ verdict: 'pass' })
  })

  it('fails without one, and names the domain', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'fail', reason: 'a.com has no DMARC record.' })
  })

  it('is not assessed when DNS did not answer', () => {
    const snapshot = { ...accepted('a.com'), 'dns:TXT/dmarc': [{ domain: 'a.com', problem: 'SERVFAIL' }] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed', cause: 'error' })
  })
})
