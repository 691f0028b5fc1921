import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { personalAccountsOff as control } from './owa-personal-accounts.js'

const policies = (...list: object[]) => ({ 'exo:Get-OwaMailboxPolicy': list })

const good = {
  Name: 'Default',
  IsDefault: true,
  PersonalAccountsEnabled: false,
  PersonalAccountCalendarsEnabled: false,
}

describe(control.title, () => {
  it('passes when both are off in the default policy, whatever others say', () => {
    expect(
      judge(
        control,
        policies({ Name: 'Sales', PersonalAccountsEnabled: true, PersonalAccountCalendarsEnabled: true }, good),
      ),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each(['PersonalAccountsEnabled', 'PersonalAccountCalendarsEnabled'])('fails when %s is on', (property) => {
    expect(judge(control, policies({ ...good, [property]: true }))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when a setting is not among what came', () => {
    expect(judge(control, policies({ Name: 'Default', IsDefault: true }))).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, policies())).toMatchObject({ verdict: 'notAssessed' })
  })
})
