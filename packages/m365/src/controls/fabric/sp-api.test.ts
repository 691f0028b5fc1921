import { describe, expect, it } from 'vitest'
import { fabric, group } from '../../../test/fabric-sample.js'
import { judge } from '../../../test/judge.js'
import { servicePrincipalApisLimited as control } from './sp-api.js'

const SETTING = 'ServicePrincipalAccessPermissionAPIs'

describe(control.title, () => {
  it('passes when it is off', () => {
    expect(judge(control, fabric(SETTING, { enabled: false }))).toMatchObject({ verdict: 'pass' })
  })

  it('passes when it is on for chosen groups only', () => {
    expect(judge(control, fabric(SETTING, { enabled: true, enabledSecurityGroups: [group] }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails when it is on for everyone, and shows the value', () => {
    expect(judge(control, fabric(SETTING, { enabled: true, enabledSecurityGroups: [] }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ id: SETTING, ok: false }],
    })
  })
})
