import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dmarcRejects as control } from './dmarc-reject.js'

const accepted = (...names: string[]) => ({ 'exo:Get-AcceptedDomain': names.map((DomainName) => ({ DomainName })) })
const tenant = (...records: string[]) => ({
  ...accepted('a.com'),
  'dns:TXT/dmarc': [{ domain: 'a.com', name: '_dmarc.a.com', records }],
})

describe(control.title, () => {
  it('passes at p=reject, wherever in the record it stands', () => {
    expect(judge(control, tenant('v=DMARC1; rua=mailto:a@a.com; p=reject'))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it('warns when it applies to a part of mail', () => {
    expect(judge(control, tenant('v=DMARC1; p=reject; pct=20'))).toMatchObject({
      verdict: 'pass',
      warnings: ['a.com applies its policy to 20 % of mail only.'],
    })
  })

  it.each(['v=DMARC1; p=none', 'v=DMARC1; p=quarantine', 'v=DMARC1; rua=mailto:p=reject@a.com'])(
    'fails at %s',
    (record) => {
      expect(judge(control, tenant(record))).toMatchObject({ verdict: 'fail' })
    },
  )

  it('fails for a domain that inherits a weaker policy for domains below', () => {
    const snapshot = {
      ...accepted('b.a.com'),
      'dns:TXT/dmarc': [{ domain: 'b.a.com', name: '_dmarc.a.com', records: ['v=DMARC1; p=reject; sp=none'] }],
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when DNS did not answer', () => {
    const snapshot = { ...accepted('a.com'), 'dns:TXT/dmarc': [{ domain: 'a.com', problem: 'SERVFAIL' }] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed', cause: 'error' })
  })
})
