import { createFacts, factsOfFile, type SnapshotFile } from '@tenantry/core'
import { describe, expect, it } from 'vitest'
import { TAKEN_AT } from '../test/judge.js'
import { m365Controls } from './controls.js'
import { recommendedControls } from './secure-score/recommended-controls.js'
import { secureScore } from './secure-score.js'

const SCORES = '/security/secureScores'
const PROFILES = '/security/secureScoreControlProfiles'

const scored = (controlName: string, score: number) => ({ controlName, controlCategory: 'Identity', score })
const snapshot = (changes: object = {}, profile: object = {}): SnapshotFile => ({
  [SCORES]: [
    {
      id: 'new',
      createdDateTime: '2026-11-20T00:00:00Z',
      currentScore: 60,
      maxScore: 100,
      averageComparativeScores: [
        { basis: 'AllTenants', averageScore: 46.24 },
        { basis: 'TotalSeats', averageScore: 50, SeatSizeRangeLowerValue: '1', SeatSizeRangeUpperValue: '100' },
        { basis: 'SomethingNew', averageScore: 1 },
      ],
      controlScores: [scored('OneAdmin', 1), scored('AdminMFAV2', 2)],
      ...changes,
    },
    { id: 'old', createdDateTime: '2026-11-19T00:00:00Z', currentScore: 55, maxScore: 90 },
  ],
  [PROFILES]: [
    { id: 'OneAdmin', title: 'More than one', maxScore: 1 },
    {
      id: 'AdminMFAV2',
      title: 'MFA for administrators',
      maxScore: 10,
      remediation: '<p>Turn it on.</p>',
      actionUrl: 'https://entra.microsoft.com/#view',
      ...profile,
    },
    { id: 'NotForUs', title: 'Not licensed', maxScore: 5 },
  ],
})
const reportOf = (file: SnapshotFile) => secureScore.report(factsOfFile(file, TAKEN_AT))

describe('the report of Secure Score', () => {
  it('tells the latest score, and those before, older ones first', () => {
    expect(reportOf(snapshot())).toMatchObject({
      points: 60,
      maxPoints: 100,
      at: new Date('2026-11-20T00:00:00Z'),
      history: [
        { at: new Date('2026-11-19T00:00:00Z'), points: 55, maxPoints: 90 },
        { at: new Date('2026-11-20T00:00:00Z'), points: 60, maxPoints: 100 },
      ],
      comparisons: [
        { name: 'All organizations', percent: 46.2 },
        { name: 'Organizations of 1 to 100 people', percent: 50 },
      ],
    })
  })

  it('lists what counts for this tenant, the most to gain first, with our controls beside it', () => {
    expect(reportOf(snapshot())?.recommendations).toEqual([
      {
        id: 'AdminMFAV2',
        title: 'MFA for administrators',
        area: 'Identity',
        points: 2,
        maxPoints: 10,
        advice: 'Turn it on.',
        link: 'https://entra.microsoft.com/#view',
        controls: ['entra-admin-mfa'],
      },
      {
        id: 'OneAdmin',
        title: 'More than one',
        area: 'Identity',
        points: 1,
        maxPoints: 1,
        controls: ['entra-global-admin-count'],
      },
    ])
  })

  it.each([
    ['Ignored', 'Ignored'],
    ['thirdParty', 'Solved with another product'],
    ['Reviewed', 'Solved in another way'],
    ['riskAccepted', 'The risk is accepted'],
    ['Default', undefined],
    ['planned', undefined],
  ])('takes an administrator who said %s for: %s', (state, setAside) => {
    const controlStateUpdates = [
      { state: 'Ignored', updatedDateTime: '2026-01-01T00:00:00Z' },
      { state, updatedDateTime: '2026-02-01T00:00:00Z' },
    ]
    expect(reportOf(snapshot({}, { controlStateUpdates }))?.recommendations[0]?.setAside).toBe(setAside)
  })

  it.each(['javascript:alert(1)', 'http://entra.microsoft.com', 'no address'])('does not link to %s', (actionUrl) => {
    expect(reportOf(snapshot({}, { actionUrl }))?.recommendations[0]).not.toHaveProperty('link')
  })

  it('leaves out what Microsoft withdrew', () => {
    expect(reportOf(snapshot({}, { deprecated: true }))?.recommendations.map(({ id }) => id)).toEqual(['OneAdmin'])
  })

  it('names what has no description by its id', () => {
    expect(reportOf(snapshot({ controlScores: [scored('scid_1', 3)] }))?.recommendations).toMatchObject([
      { id: 'scid_1', title: 'scid_1', points: 3, maxPoints: 3, controls: [] },
    ])
  })

  it('is none where Microsoft has not given a score yet, or it was not read', () => {
    expect(reportOf({ [SCORES]: [], [PROFILES]: [] })).toBeUndefined()
    expect(reportOf({})).toBeUndefined()
    const forbidden = createFacts(TAKEN_AT, () => ({ status: 'notPermitted', permissions: [] }))
    expect(secureScore.report(forbidden)).toBeUndefined()
  })

  it('stands beside controls that there are', () => {
    const known = new Set(m365Controls.map(({ id }) => id))
    expect(
      Object.values(recommendedControls)
        .flat()
        .filter((id) => !known.has(id)),
    ).toEqual([])
  })
})
