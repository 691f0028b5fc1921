import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { identitySensorsHealthy as control } from './no-health-issues.js'

const identity = (issues: object[], sensors?: object[]) => ({
  '/security/identities/healthIssues': issues,
  ...(sensors && { '/security/identities/sensors': sensors }),
})
const SENSORS = [{ id: '1', displayName: 'DC01' }]

describe(control.title, () => {
  it('passes when all are closed', () => {
    expect(judge(control, identity([{ id: 'a', status: 'closed' }, { status: 'suppressed' }], SENSORS))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails and names what is open', () => {
    expect(judge(control, identity([{ id: 'a', displayName: 'NTLM auditing is off', status: 'open' }]))).toMatchObject({
      verdict: 'fail',
      reason: '1 issue is open: NTLM auditing is off.',
      evidence: [{ id: 'a' }],
    })
  })

  it('does not apply without sensors', () => {
    expect(judge(control, identity([], []))).toMatchObject({ verdict: 'notApplicable' })
  })

  it('cannot be assessed when sensors were not read', () => {
    expect(judge(control, identity([]))).toMatchObject({ verdict: 'notAssessed' })
  })
})
