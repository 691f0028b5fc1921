import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { defaultLinkViews as control } from './default-link-view.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([1])('passes at %s', (DefaultLinkPermission) => {
    expect(judge(control, tenant({ DefaultLinkPermission }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([0, 2])('fails at %s, and shows it', (DefaultLinkPermission) => {
    expect(judge(control, tenant({ DefaultLinkPermission }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: DefaultLinkPermission }],
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
