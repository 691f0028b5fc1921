import { describe, expect, it } from 'vitest'
import { intunePolicies, intunePolicy } from '../../../test/intune-sample.js'
import { judge } from '../../../test/judge.js'
import { attackSurfaceReduced as control } from './asr.js'

const SETTING = 'device_vendor_msft_policy_config_defender_attacksurfacereductionrules'
const rule = (name: string, value = 'block') => `${SETTING}_${name}_${value}`
const all = [
  'blockabuseofexploitedvulnerablesigneddrivers',
  'blockcredentialstealingfromwindowslocalsecurityauthoritysubsystem',
  'blockpersistencethroughwmieventsubscription',
]

describe(control.title, () => {
  it('passes when one policy blocks all three, or several share them', () => {
    expect(judge(control, intunePolicies(intunePolicy(all.map((name) => rule(name)))))).toMatchObject({
      verdict: 'pass',
    })
    expect(
      judge(control, intunePolicies(...all.map((name, id) => intunePolicy([rule(name)], { id: String(id) })))),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('finds rules that stand deep inside a group of settings', () => {
    const settings = [
      {
        settingInstance: {
          groupSettingCollectionValue: [
            { children: all.map((name) => ({ choiceSettingValue: { value: rule(name) } })) },
          ],
        },
      },
    ]
    expect(judge(control, intunePolicies(intunePolicy([], { settings })))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when a rule only audits, and counts it', () => {
    const [first = '', ...others] = all
    expect(
      judge(control, intunePolicies(intunePolicy([rule(first, 'audit'), ...others.map((name) => rule(name))]))),
    ).toMatchObject({
      verdict: 'fail',
      reason: '1 of 3 rules of standard protection do not block.',
    })
  })
})
