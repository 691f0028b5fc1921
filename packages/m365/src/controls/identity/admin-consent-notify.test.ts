import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { requestsAnswered as control } from './admin-consent-notify.js'

const good = {
  isEnabled: true,
  notifyReviewers: true,
  remindersEnabled: true,
  requestDurationInDays: 30,
  reviewers: [{ query: '/users/1' }],
}
const policy = (values: object) => ({ '/policies/adminConsentRequestPolicy': values })

describe(control.title, () => {
  it('passes when reviewers are told and reminded', () => {
    expect(judge(control, policy(good))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['reviewers are not told', { notifyReviewers: false }],
    ['nobody is reminded', { remindersEnabled: false }],
    ['requests wait longer', { requestDurationInDays: 31 }],
    ['there is no reviewer', { reviewers: [] }],
  ])('fails when %s', (_, changes) => {
    expect(judge(control, policy({ ...good, ...changes }))).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply when people cannot ask', () => {
    expect(judge(control, policy({ isEnabled: false }))).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policy({ isEnabled: true }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
