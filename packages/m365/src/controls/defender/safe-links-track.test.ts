import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { clicksRecorded as control } from './safe-links-track.js'

const links = (TrackClicks: unknown) => ({
  'exo:Get-SafeLinksPolicy': [{ Identity: 'Built-In Protection Policy', TrackClicks }],
  'exo:Get-SafeLinksRule': [],
  'exo:Get-EOPProtectionPolicyRule': [],
})

describe(control.title, () => {
  it('passes when they are', () => {
    expect(judge(control, links(true))).toMatchObject({ verdict: 'pass' })
  })

  it.each([false, null])('fails when that is %s', (value) => {
    expect(judge(control, links(value))).toMatchObject({ verdict: 'fail' })
  })
})
