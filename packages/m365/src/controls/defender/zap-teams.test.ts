import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { teamsMessagesPurged as control } from './zap-teams.js'

const teams = (ZapEnabled: boolean, rules?: object[]) => ({
  'exo:Get-TeamsProtectionPolicy': [{ Identity: 'Teams Protection Policy', ZapEnabled }],
  ...(rules && { 'exo:Get-TeamsProtectionPolicyRule': rules }),
})

describe(control.title, () => {
  it('passes when nobody is excepted', () => {
    expect(judge(control, teams(true, [{ Identity: 'Rule', State: 'Enabled' }]))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it('fails when it is off', () => {
    expect(judge(control, teams(false, []))).toMatchObject({ verdict: 'fail' })
  })

  it.each(['ExceptIfSentTo', 'ExceptIfSentToMemberOf', 'ExceptIfRecipientDomainIs'])('fails by %s', (property) => {
    expect(judge(control, teams(true, [{ Identity: 'Rule', [property]: ['x'] }]))).toMatchObject({ verdict: 'fail' })
  })

  it('warns when exceptions were not read', () => {
    expect(judge(control, teams(true))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('not read')],
    })
  })
})
