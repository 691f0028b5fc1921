import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailIntoChannelsOff as control } from './channel-email.js'

const teams = (AllowEmailIntoChannel: boolean | undefined, ...AssignedPlan: unknown[]) => ({
  'teams:Get-CsTeamsClientConfiguration': [{ Identity: 'Global', AllowEmailIntoChannel }],
  'teams:Get-CsTenant': [{ AssignedPlan }],
})

describe(control.title, () => {
  it('passes when it is off', () => {
    expect(judge(control, teams(false, 'Teams'))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is on', () => {
    expect(judge(control, teams(true, 'Teams'))).toMatchObject({ verdict: 'fail' })
  })

  it.each<[unknown]>([['Teams_GCC'], ['TEAMS_GCCHIGH'], ['TEAMS_DOD'], [{ Capability: 'TEAMS_GOV' }]])(
    'does not apply with the plan %j',
    (plan) => {
      expect(judge(control, teams(true, 'Teams', plan))).toMatchObject({ verdict: 'notApplicable' })
    },
  )

  it('does not apply in a cloud of the government', () => {
    expect(judge(control, teams(true), { environment: 'gcc' })).toMatchObject({ verdict: 'notApplicable' })
  })

  it('goes by the setting where the plans were not read', () => {
    expect(
      judge(control, { 'teams:Get-CsTeamsClientConfiguration': [{ Identity: 'Global', AllowEmailIntoChannel: true }] }),
    ).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, teams(undefined))).toMatchObject({ verdict: 'notAssessed' })
  })
})
