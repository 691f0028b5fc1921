import type { ComplianceOverview } from '../../api/shapes.js'

/** The state of all companies in a sentence. */
export function fleetSentence({ tenants, score, worst }: ComplianceOverview): string {
  if (tenants.assessed === 0) return 'Compliance'
  if (score.percent === null) return 'Nothing could be judged yet.'
  const [last] = worst
  const where = tenants.assessed === 1 ? '' : ` in ${tenants.assessed} companies`
  const share = `${score.percent} % of the judged controls pass${where}.`
  if (tenants.assessed === 1 || !last || last.score.percent === null) return share
  return `${share} ${last.tenant.name} stands worst.`
}

/** What one must know so as not to read more into that sentence than it says. */
export function fleetCaveats({ tenants, worst }: ComplianceOverview): string {
  const [last] = worst
  const sentences: string[] = []
  if (tenants.never > 0) {
    const assessed = `${tenants.assessed} of ${tenants.total} companies have been assessed`
    sentences.push(`${assessed}; the others are in no number here.`)
  }
  if (last && last.score.notAssessed.total > last.score.judged) {
    const unknown = `${last.score.notAssessed.total} of ${last.score.controls} controls`
    sentences.push(`Of ${last.tenant.name}, ${unknown} could not be judged.`)
  }
  return sentences.join(' ')
}
