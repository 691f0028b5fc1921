import { describe, expect, it } from 'vitest'
import { dlp, dlpPolicy, dlpRule } from '../../../test/dlp-sample.js'
import { judge } from '../../../test/judge.js'
import { personalDataProtectedEverywhere as control } from './dlp-locations.js'

describe(control.title, () => {
  it('passes when one policy covers every place', () => {
    expect(judge(control, dlp())).toMatchObject({ verdict: 'pass' })
  })

  it('passes when two policies share the places', () => {
    const policies = [
      dlpPolicy({ TeamsLocation: [] }),
      dlpPolicy({
        Name: 'Teams',
        Workload: 'Teams',
        ExchangeLocation: [],
        SharePointLocation: [],
        OneDriveLocation: [],
        EndpointDlpLocation: [],
      }),
    ]
    expect(judge(control, dlp(policies, [dlpRule(), dlpRule({ ParentPolicyName: 'Teams' })]))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each(['ExchangeLocation', 'SharePointLocation', 'OneDriveLocation', 'TeamsLocation', 'EndpointDlpLocation'])(
    'fails when %s is not all',
    (property) => {
      expect(judge(control, dlp([dlpPolicy({ [property]: [''] })]))).toMatchObject({ verdict: 'fail' })
      expect(judge(control, dlp([dlpPolicy({ [property]: ['Sales'] })]))).toMatchObject({ verdict: 'fail' })
    },
  )

  it('takes a location that comes as an object for what it is called', () => {
    expect(judge(control, dlp([dlpPolicy({ ExchangeLocation: [{ DisplayName: 'All', Name: 'All' }] })]))).toMatchObject(
      { verdict: 'pass' },
    )
  })

  it('fails when the policy looks for less than all personal data', () => {
    expect(judge(control, dlp([dlpPolicy()], [dlpRule({}, ['Credit Card Number'])]))).toMatchObject({ verdict: 'fail' })
  })
})
