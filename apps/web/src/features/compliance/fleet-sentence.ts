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
