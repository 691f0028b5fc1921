import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { environmentCreationByAdmins as control } from './env-creation.js'

const settings = (...list: unknown[]) => ({ 'powerplatform:environment_creation': list })

describe(control.title, () => {
  it('passes when others are kept from it', () => {
    expect(judge(control, settings({ disableEnvironmentCreationByNonAdminUsers: true }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails when others may, and shows the setting', () => {
    expect(judge(control, settings({ disableEnvironmentCreationByNonAdminUsers: false }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'disableEnvironmentCreationByNonAdminUsers', value: false }],
    })
  })

  it.each<[string, unknown[]]>([
    ['nothing came', []],
    ['the setting is not among what came', [{}]],
  ])('is not assessed when %s', (_, list) => {
    expect(judge(control, settings(...list))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
