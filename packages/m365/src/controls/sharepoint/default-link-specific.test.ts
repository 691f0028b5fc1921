import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { defaultLinkForSpecificPeople as control } from './default-link-specific.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([1])('passes at %s', (DefaultSharingLinkType) => {
    expect(judge(control, tenant({ DefaultSharingLinkType }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([0, 2, 3])('fails at %s, and shows it', (DefaultSharingLinkType) => {
    expect(judge(control, tenant({ DefaultSharingLinkType }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: DefaultSharingLinkType }],
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
