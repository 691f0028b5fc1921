import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { spfPublished as control } from './spf-published.js'

const accepted = (...names: string[]) => ({ 'exo:Get-AcceptedDomain': names.map((DomainName) => ({ DomainName })) })
const spf = (...rows: object[]) => ({ 'dns:TXT/spf': rows })

describe(control.title, () => {
  it('passes when each domain has a good record', () => {
    const snapshot = {
      ...accepted('a.com'),
      ...spf({
        domain: 'a.com',
        records: ['v=spf1 include:b.com -all'],
        leadsTo: [{ name: 'b.com', records: ['v=spf1 -all'] }],
      }),
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names the domain that has none', () => {
    const snapshot = {
      ...accepted('a.com', 'b.com'),
      ...spf({ domain: 'a.com', records: ['v=spf1 -all'] }, { domain: 'b.com', records: [] }),
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', reason: 'b.com has no SPF record.' })
  })

  it('is not assessed when DNS did not answer, which is not the same as no record', () => {
    const snapshot = { ...accepted('a.com'), ...spf({ domain: 'a.com', problem: 'SERVFAIL' }) }
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'notAssessed',
      cause: 'error',
      reason: expect.stringContaining('SERVFAIL'),
    })
  })

  it('is not assessed for a domain that nobody looked up', () => {
    expect(judge(control, { ...accepted('a.com'), ...spf() })).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, accepted('a.com'))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('believes what another tool judged where the records were not read', () => {
    const judged = (compliant: boolean) => ({
      ...accepted('a.com'),
      'dns:derived/spf': [{ domain: 'a.com', compliant }],
    })
    expect(judge(control, judged(true))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, judged(false))).toMatchObject({ verdict: 'fail' })
  })
})
