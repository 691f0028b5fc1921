import type { Facts, ProviderScore, Recommendation, ScoreReport } from '@tenantry/core'
import type { z } from 'zod'
import { secureScoreProfiles, secureScores } from './resources/secure-scores.js'
import { plainText } from './secure-score/plain-text.js'
import { recommendedControls } from './secure-score/recommended-controls.js'

type Score = z.output<typeof secureScores.schema>[number]
type Profile = z.output<typeof secureScoreProfiles.schema>[number]
type Comparison = NonNullable<Score['averageComparativeScores']>[number]

/** What Microsoft gives the tenant for its settings. https://learn.microsoft.com/defender-xdr/microsoft-secure-score */
export const secureScore: ProviderScore = {
  name: 'Secure Score',
  needs: [secureScores, secureScoreProfiles],
  report,
}

function report(facts: Facts): ScoreReport | undefined {
  const scores = facts.read(secureScores)
  const profiles = facts.read(secureScoreProfiles)
  if (scores.status !== 'read' || profiles.status !== 'read') return undefined
  const history = scores.value
    .map((score) => ({ score, at: new Date(score.createdDateTime ?? '') }))
    .filter(({ at }) => !Number.isNaN(at.getTime()))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const latest = history.at(-1)
  if (!latest) return undefined
  return {
    points: latest.score.currentScore,
    maxPoints: latest.score.maxScore,
    at: latest.at,
    history: history.map(({ score, at }) => ({ at, points: score.currentScore, maxPoints: score.maxScore })),
    comparisons: (latest.score.averageComparativeScores ?? []).flatMap(comparison),
    recommendations: recommendations(latest.score, profiles.value),
  }
}

/** Those that count for this tenant, the most to gain first. */
function recommendations({ controlScores }: Score, profiles: readonly Profile[]): Recommendation[] {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]))
  return (controlScores ?? [])
    .flatMap(({ controlName, controlCategory, score }): Recommendation[] => {
      const profile = byId.get(controlName)
      if (profile?.deprecated === true) return []
      const points = score ?? 0
      const advice = plainText(profile?.remediation ?? '')
      const link = webLink(profile?.actionUrl)
      const setAside = profile && setAsideAs(profile)
      return [
        {
          id: controlName,
          title: profile?.title ?? controlName,
          area: controlCategory ?? profile?.controlCategory ?? 'Other',
          points,
          maxPoints: profile?.maxScore ?? points,
          controls: recommendedControls[controlName] ?? [],
          ...(advice && { advice }),
          ...(link && { link }),
          ...(setAside && { setAside }),
        },
      ]
    })
    .toSorted((a, b) => b.maxPoints - b.points - (a.maxPoints - a.points) || a.title.localeCompare(b.title))
}

const states: Readonly<Record<string, string>> = {
  ignored: 'Ignored',
  thirdparty: 'Solved with another product',
  reviewed: 'Solved in another way',
  riskaccepted: 'The risk is accepted',
}

/** What the last word of an administrator on it was, if it was to leave it. */
function setAsideAs({ controlStateUpdates }: Profile): string | undefined {
  const last = (controlStateUpdates ?? [])
    .toSorted((a, b) => (a.updatedDateTime ?? '').localeCompare(b.updatedDateTime ?? ''))
    .at(-1)
  return states[last?.state?.toLowerCase() ?? '']
}

function webLink(address: string | null | undefined): string | undefined {
  return address && URL.canParse(address) && new URL(address).protocol === 'https:' ? address : undefined
}

function comparison({
  basis,
  averageScore,
  SeatSizeRangeLowerValue: from,
  SeatSizeRangeUpperValue: to,
}: Comparison): ScoreReport['comparisons'] {
  if (typeof averageScore !== 'number') return []
  const percent = Math.round(averageScore * 10) / 10
  switch (basis) {
    case 'AllTenants':
      return [{ name: 'All organizations', percent }]
    case 'TotalSeats':
      return [{ name: `Organizations of ${from && to ? `${from} to ${to} people` : 'a similar size'}`, percent }]
    case 'IndustryTypes':
      return [{ name: 'Organizations of the same industry', percent }]
    default:
      return []
  }
}
