import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { nonpersistentBrowser as control } from './nonpersistent-browser.js'

const browsing = (persistentBrowser: object | null, conditions: object = {}) =>
  conditionalAccessPolicy({
    conditions: { ...conditions },
    grantControls: null,
    sessionControls: { persistentBrowser },
  })

const never = { isEnabled: true, mode: 'never' }
const filter = (mode: string, rule: string) => ({ devices: { deviceFilter: { mode, rule } } })

describe(control.title, () => {
  it.each<[string, object]>([
    ['every device', {}],
    ['all but managed devices', filter('exclude', 'device.isCompliant -eq True')],
  ])('passes when sessions end on %s', (_, conditions) => {
    expect(judge(control, withPolicies(browsing(never, conditions)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['sessions are kept', [browsing({ isEnabled: true, mode: 'always' })]],
    ['the control is switched off', [browsing({ isEnabled: false, mode: 'never' })]],
    ['the policy is for managed devices', [browsing(never, filter('include', 'device.isCompliant -eq True'))]],
    ['the policy covers Office alone', [browsing(never, { applications: { includeApplications: ['Office365'] } })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
