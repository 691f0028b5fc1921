import { companyCount } from '../companies/company-count.js'

/** How far the companies are, in one sentence. */
export function funnelSentence({
  total,
  stages,
}: {
  total: number
  stages: { ready: number; pending: number; propagating: number; attention: number }
}): string {
  const companies = companyCount(total)
  if (stages.ready === total) return total === 1 ? 'Your company is ready.' : `All ${companies} are ready.`
  const rest = [
    stages.pending > 0 && `${stages.pending.toLocaleString()} ${stages.pending === 1 ? 'waits' : 'wait'} for a click`,
    stages.propagating > 0 && `${stages.propagating.toLocaleString()} only for time`,
    stages.attention > 0 &&
      `${stages.attention.toLocaleString()} ${stages.attention === 1 ? 'needs' : 'need'} attention`,
  ].filter((part) => part !== false)
  return `${stages.ready.toLocaleString()} of ${companies} ${stages.ready === 1 ? 'is' : 'are'} ready; ${listOf(rest)}.`
}

const listOf = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
