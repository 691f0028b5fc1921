import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rulesKeepMailInside as control } from './transport-no-external-forward.js'

const rule = (changes: object) => ({ Name: 'Copies', State: 'Enabled', Mode: 'Enforce', ...changes })
const tenant = (...rules: object[]) => ({
  'exo:Get-TransportRule': rules,
  'exo:Get-AcceptedDomain': [{ DomainName: 'a.com' }],
})

describe(control.title, () => {
  it('passes when rules send to own addresses', () => {
    expect(judge(control, tenant(rule({ BlindCopyTo: ['archive@A.com'] })))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['RedirectMessageTo', 'BlindCopyTo', 'CopyTo'])(
    'fails when a rule sends out by %s, and shows where to',
    (property) => {
      expect(judge(control, tenant(rule({ [property]: ['me@evil.com'] })))).toMatchObject({
        verdict: 'fail',
        evidence: [{ object: 'Copies', value: ['me@evil.com'] }],
      })
    },
  )

  it('leaves out rules that do not act', () => {
    expect(
      judge(
        control,
        tenant(rule({ State: 'Disabled', CopyTo: ['me@evil.com'] }), rule({ Mode: 'Audit', CopyTo: 'me@evil.com' })),
      ),
    ).toMatchObject({ verdict: 'pass' })
  })
})
