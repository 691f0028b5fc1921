import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { unjudgedDevicesNotCompliant as control } from './noncompliant-default.js'

const intune = (settings: object | null) => ({ '/deviceManagement?$select=settings': { settings } })

describe(control.title, () => {
  it('passes when they are not compliant', () => {
    expect(judge(control, intune({ secureByDefault: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when they are', () => {
    expect(judge(control, intune({ secureByDefault: false }))).toMatchObject({ verdict: 'fail' })
  })

  it.each([[{}], [null]])('is not assessed when %j came', (settings) => {
    expect(judge(control, intune(settings))).toMatchObject({ verdict: 'notAssessed' })
  })
})
