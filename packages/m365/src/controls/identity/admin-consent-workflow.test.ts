import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { consentCanBeRequested as control } from './admin-consent-workflow.js'

const policy = (values: object) => ({ '/policies/adminConsentRequestPolicy': values })

describe(control.title, () => {
  it('passes when they can', () => {
    expect(judge(control, policy({ isEnabled: true }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([[{ isEnabled: false }], [{}]])('fails at %j', (values) => {
    expect(judge(control, policy(values))).toMatchObject({ verdict: 'fail' })
  })
})
