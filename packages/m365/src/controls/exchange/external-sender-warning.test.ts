import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { outsideMailMarked as control } from './external-sender-warning.js'

const good = {
  Name: 'Outside',
  State: 'Enabled',
  Mode: 'Enforce',
  FromScope: 'NotInOrganization',
  PrependSubject: '[External] ',
}
const rules = (...list: object[]) => ({ 'exo:Get-TransportRule': list })

describe(control.title, () => {
  it('passes with a rule that marks', () => {
    expect(judge(control, rules(good))).toMatchObject({ verdict: 'pass', evidence: [{ object: 'Outside' }] })
  })

  it('passes when Outlook marks by itself', () => {
    expect(judge(control, { ...rules(), 'exo:Get-ExternalInOutlook': [{ Enabled: true }] })).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each<[string, object]>([
    ['is switched off', { State: 'Disabled' }],
    ['only notes', { Mode: 'Audit' }],
    ['is for mail from inside', { FromScope: 'InOrganization' }],
    ['puts nothing before the subject', { PrependSubject: '' }],
  ])('fails when the only rule %s', (_, changes) => {
    expect(judge(control, rules({ ...good, ...changes }))).toMatchObject({ verdict: 'fail' })
  })
})
