import { describe, expect, it } from 'vitest'
import { fabric } from '../../../test/fabric-sample.js'
import { judge } from '../../../test/judge.js'
import { externalDataSharingLimited as control } from './external-data-sharing.js'

const settings = (...list: [string, boolean][]) => ({
  ...fabric('', {}),
  'fabric:/v1/admin/tenantsettings': list.map(([settingName, enabled]) => ({ settingName, enabled })),
})

describe(control.title, () => {
  it.each(['AllowExternalDataSharingSwitch', 'EnableDatasetInPlaceSharing'])(
    'passes when %s is all there is, and off',
    (name) => {
      expect(judge(control, settings([name, false]))).toMatchObject({ verdict: 'pass' })
    },
  )

  it('fails when one of the two is on for everyone', () => {
    const snapshot = settings(['AllowExternalDataSharingSwitch', false], ['EnableDatasetInPlaceSharing', true])
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'fail',
      evidence: [{ id: 'EnableDatasetInPlaceSharing' }],
    })
  })

  it('is not assessed when neither is among the settings', () => {
    expect(judge(control, settings(['Other', true]))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
