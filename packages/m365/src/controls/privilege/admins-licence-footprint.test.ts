import { describe, expect, it } from 'vitest'
import { GLOBAL_ADMINISTRATOR, peopleWithRoles } from '../../../test/roles-sample.js'
import { judge } from '../../../test/judge.js'
import { administratorsWithoutMailbox as control } from './admins-licence-footprint.js'

const tenant = (assignedLicenses: unknown) => ({
  ...peopleWithRoles({ ann: [GLOBAL_ADMINISTRATOR], bob: [] }, { ann: { assignedLicenses } }),
  '/subscribedSkus': [
    { skuId: '1', skuPartNumber: 'SPE_E3' },
    { skuId: '2', skuPartNumber: 'AAD_PREMIUM_P2' },
    { skuId: '3', skuPartNumber: 'AAD_PREMIUM' },
  ],
})

describe(control.title, () => {
  it.each<[string, object[]]>([
    ['no licence', []],
    ['protection alone', [{ skuId: '2' }, { skuId: '3' }]],
  ])('passes with %s', (_, licences) => {
    expect(judge(control, tenant(licences))).toMatchObject({ verdict: 'pass' })
  })

  it('fails with a suite, and names it', () => {
    expect(judge(control, tenant([{ skuId: '1' }, { skuId: '2' }]))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'ann@a.com', value: ['SPE_E3'] }],
    })
  })

  it('fails with a licence that no subscription explains', () => {
    expect(judge(control, tenant([{ skuId: '9' }]))).toMatchObject({ verdict: 'fail', evidence: [{ value: ['9'] }] })
  })

  it('is not assessed when licences were not read', () => {
    expect(judge(control, tenant(undefined))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
