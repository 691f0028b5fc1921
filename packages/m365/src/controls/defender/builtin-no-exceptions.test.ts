import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rule } from '../../../test/defender-sample.js'
import { builtInProtectionForAll as control } from './builtin-no-exceptions.js'

const builtIn = (...list: object[]) => ({ 'exo:Get-ATPBuiltInProtectionRule': list })

describe(control.title, () => {
  it('passes when nobody is', () => {
    expect(judge(control, builtIn(rule('ATP Built-In Protection Rule')))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['ExceptIfSentTo', 'ExceptIfSentToMemberOf', 'ExceptIfRecipientDomainIs'])('fails by %s', (property) => {
    expect(judge(control, builtIn(rule('Built-in', { [property]: ['Board'] })))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('Board'),
    })
  })

  it('fails when there is no such protection', () => {
    expect(judge(control, builtIn())).toMatchObject({ verdict: 'fail' })
  })
})
