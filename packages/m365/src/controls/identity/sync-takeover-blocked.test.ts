import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { takeoverBlocked as control } from './sync-takeover-blocked.js'

const tenant = (features: object | undefined, onPremisesSyncEnabled: boolean | null = true) => ({
  '/organization': [{ id: '1', displayName: 'Contoso', onPremisesSyncEnabled }],
  ...(features && { '/directory/onPremisesSynchronization': [{ id: '1', features }] }),
})
const good = { blockSoftMatchEnabled: true, blockCloudObjectTakeoverThroughHardMatchEnabled: true }

describe(control.title, () => {
  it('passes when it is so', () => {
    expect(judge(control, tenant(good))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['blockSoftMatchEnabled', false],
    ['blockCloudObjectTakeoverThroughHardMatchEnabled', false],
  ] as const)('fails when %s is %s', (property, value) => {
    expect(judge(control, tenant({ ...good, [property]: value }))).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply to a tenant that lives in the cloud alone', () => {
    expect(judge(control, tenant(undefined, null))).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when the tenant synchronizes and nobody read how', () => {
    expect(judge(control, tenant(undefined))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed' })
  })
})
