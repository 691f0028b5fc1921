import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { requiredAlertsOn as control } from './required-alerts.js'

const CURRENT = [
  'Suspicious email sending patterns detected',
  'Suspicious connector activity',
  'Suspicious Email Forwarding Activity',
  'Messages have been delayed',
  'Tenant restricted from sending unprovisioned email',
  'Tenant restricted from sending email',
]
const OLDER = [
  ...CURRENT.slice(0, -1),
  'User restricted from sending email',
  'Unusual increase in email reported as phish',
  'Malware campaign detected after delivery',
  'A potentially malicious URL click was detected',
]
const alerts = (names: readonly string[], off: readonly string[] = []) => ({
  'ipps:Get-ProtectionAlert': names.map((Name) => ({ Name, Disabled: off.includes(Name) })),
})

describe(control.title, () => {
  it('passes when all are on', () => {
    expect(judge(control, alerts(CURRENT))).toMatchObject({ verdict: 'pass' })
  })

  it.each(CURRENT)('fails when “%s” is off, and when it is absent', (name) => {
    expect(judge(control, alerts(CURRENT, [name]))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining(name),
    })
    expect(judge(control, alerts(CURRENT.filter((other) => other !== name)))).toMatchObject({ verdict: 'fail' })
  })

  it('asks for the alert about clicks only where the tenant has it', () => {
    const click = 'A potentially malicious URL click was detected'
    expect(judge(control, alerts([...CURRENT, click]))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, alerts([...CURRENT, click], [click]))).toMatchObject({ verdict: 'fail' })
  })

  it('knows the set of the retired baseline', () => {
    expect(judge(control, alerts(OLDER))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, alerts(OLDER, ['Unusual increase in email reported as phish']))).toMatchObject({
      verdict: 'fail',
    })
  })

  it('does not take an alert of unknown state for one that is on', () => {
    const [first = '', ...others] = CURRENT
    const list = [{ Name: first }, ...others.map((Name) => ({ Name, Disabled: false }))]
    expect(judge(control, { 'ipps:Get-ProtectionAlert': list })).toMatchObject({ verdict: 'fail' })
  })

  it('fails when there are none', () => {
    expect(judge(control, alerts([]))).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('6 of 6') })
  })
})
