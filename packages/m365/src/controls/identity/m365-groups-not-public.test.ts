import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { groupsNotPublic as control } from './m365-groups-not-public.js'

const groups = (...visibilities: (string | null)[]) => ({
  '/groups': visibilities.map((visibility, index) => ({
    id: String(index),
    displayName: `Group ${index}`,
    groupTypes: ['Unified'],
    visibility,
  })),
})

describe(control.title, () => {
  it('passes when each is closed, and when there is none', () => {
    expect(judge(control, groups('Private', 'HiddenMembership'))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, groups())).toMatchObject({ verdict: 'pass' })
  })

  it('fails when one is public, names it, and offers to allow it', () => {
    expect(judge(control, groups('Private', 'Public'))).toMatchObject({
      verdict: 'fail',
      reason: '1 of 2 groups are public.',
      evidence: [{ object: 'Group 1' }],
      wouldPassWith: { publicGroups: ['1'] },
    })
  })

  it('counts a group that says nothing as public, which is what Microsoft does', () => {
    expect(judge(control, groups(null))).toMatchObject({ verdict: 'fail' })
  })

  it('passes those that are public on purpose', () => {
    expect(judge(control, groups('Public'), { publicGroups: ['0'] })).toMatchObject({ verdict: 'pass' })
  })

  it('does not look at security groups', () => {
    expect(judge(control, { '/groups': [{ id: '1', groupTypes: [], visibility: 'Public' }] })).toMatchObject({
      verdict: 'pass',
    })
  })
})
