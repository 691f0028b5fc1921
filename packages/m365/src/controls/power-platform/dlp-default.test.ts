import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dataPolicy, dataPolicyPages, TENANT } from '../../../test/power-platform-sample.js'
import { defaultEnvironmentGuarded as control } from './dlp-default.js'

const ours = `Default-${TENANT}`

describe(control.title, () => {
  it.each([
    ['all environments', dataPolicy('AllEnvironments')],
    ['only this one', dataPolicy('OnlyEnvironments', [ours])],
    ['only this one, in other letters', dataPolicy('OnlyEnvironments', [ours.toUpperCase()])],
    ['all but another', dataPolicy('ExceptEnvironments', ['Sales'])],
  ])('passes when a policy reaches %s', (_, policy) => {
    expect(judge(control, dataPolicyPages(policy))).toMatchObject({
      verdict: 'pass',
      evidence: [{ object: 'Company data' }],
    })
  })

  it.each([
    ['no policy exists', []],
    ['the policy is for another environment', [dataPolicy('OnlyEnvironments', ['Sales'])]],
    ['the policy leaves it out', [dataPolicy('ExceptEnvironments', [ours])]],
    ['the policy has a reach that is not known', [dataPolicy('SomeEnvironments', [ours])]],
  ])('fails when %s', (_, policies) => {
    expect(judge(control, dataPolicyPages(...policies))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed without the id of the tenant, which names the environment', () => {
    expect(judge(control, { 'powerplatform:dlp_policies': [] })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })
})
