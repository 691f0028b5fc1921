import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { guestsDoNotShare as control } from './guest-resharing.js'

const settings = (values: object) => ({ '/admin/sharepoint/settings': values })

describe(control.title, () => {
  it.each([false])('passes at %s', (isResharingByExternalUsersEnabled) => {
    expect(judge(control, settings({ isResharingByExternalUsersEnabled }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([true])('fails at %s, and shows it', (isResharingByExternalUsersEnabled) => {
    expect(judge(control, settings({ isResharingByExternalUsersEnabled }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: isResharingByExternalUsersEnabled }],
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, settings({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
