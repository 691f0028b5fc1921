import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { trialEnvironmentsByAdmins as control } from './trial-env.js'

const settings = (...list: unknown[]) => ({ 'powerplatform:environment_creation': list })

describe(control.title, () => {
  it('passes when others are kept from it', () => {
    expect(judge(control, settings({ disableTrialEnvironmentCreationByNonAdminUsers: true }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails when others may, and shows the setting', () => {
    expect(judge(control, settings({ disableTrialEnvironmentCreationByNonAdminUsers: false }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'disableTrialEnvironmentCreationByNonAdminUsers', value: false }],
    })
  })

  it.each<[string, unknown[]]>([
    ['nothing came', []],
    ['the setting is not among what came', [{}]],
  ])('is not assessed when %s', (_, list) => {
    expect(judge(control, settings(...list))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
