import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { secureScoreTarget } from '../../parameters.js'
import { secureScores } from '../../resources/secure-scores.js'

function percent({ currentScore, maxScore }: { currentScore: number; maxScore: number }): number {
  return Math.round((1000 * currentScore) / maxScore) / 10
}

export const secureScoreHolds = defineControl({
  id: 'score-secure-score',
  title: 'Secure Score does not fall, and reaches its target',
  area: 'Microsoft 365',
  severity: 'low',
  rationale: 'A score that falls is the first sign that somebody switched something off.',
  remediation: {
    steps: [
      'Open Secure Score of the Defender portal and look at its history.',
      'Follow the actions that were lost since the last time.',
    ],
    link: 'https://learn.microsoft.com/defender-xdr/microsoft-secure-score',
    impact: 'As each action says.',
  },
  needs: { scores: secureScores },
  parameters: { target: secureScoreTarget },
  evaluate({ scores }, { target }) {
    const known = scores
      .filter(({ maxScore }) => maxScore > 0)
      .toSorted((a, b) => (b.createdDateTime ?? '').localeCompare(a.createdDateTime ?? ''))
    const [latest, before] = known
    if (!latest) return notAssessed('notRead', 'No Secure Score is among what was read.')
    const now = percent(latest)
    const then = before && percent(before)
    const fell = then !== undefined && now < then
    const evidence = [
      {
        object: 'Secure Score',
        id: latest.id,
        property: 'percent',
        value: now,
        expected: target > 0 ? `${target} or more` : 'no less than before',
        ok: !fell && now >= target,
      },
      ...(before ? [{ object: 'Secure Score before', id: before.id, property: 'percent', value: then, ok: true }] : []),
    ]
    if (fell) return fail(`Secure Score fell from ${then} % to ${now} %.`, { evidence })
    if (now < target) return fail(`Secure Score is ${now} %, and its target is ${target} %.`, { evidence })
    return pass(`Secure Score is ${now} %.`, { evidence })
  },
})
