import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { goneDevicesCleanedUp as control } from './cleanup-rule.js'

const rules = (...days: (number | null)[]) => ({
  '/beta/deviceManagement/managedDeviceCleanupRules': days.map((deviceInactivityBeforeRetirementInDays, index) => ({
    id: String(index),
    deviceInactivityBeforeRetirementInDays,
  })),
})

describe(control.title, () => {
  it.each([30, 90, 270])('passes with a rule of %i days', (days) => {
    expect(judge(control, rules(days))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, (number | null)[]]>([
    ['no rule exists', []],
    ['the rule is shorter', [29]],
    ['the rule is longer', [271]],
    ['the rule says nothing', [null]],
  ])('fails when %s', (_, days) => {
    expect(judge(control, rules(...days))).toMatchObject({ verdict: 'fail' })
  })
})
