import { type Evidence, fail, notAssessed, type Outcome, pass } from '@tenantry/core'

/** What was found of one domain. */
export interface DomainFinding {
  domain: string
  state: 'good' | 'bad' | 'unknown'
  /** What is the matter, to follow the name of the domain. */
  text: string
  property: string
  value: unknown
  expected: string
  warning?: string
}

/** The domains that mail comes from, without those of hybrid coexistence. */
export function mailDomains(accepted: readonly { DomainName: string }[]): string[] {
  return accepted.map(({ DomainName }) => DomainName).filter((domain) => !isCoexistenceDomain(domain))
}

export function sameDomain(one: string, other: string): boolean {
  return one.replace(/\.$/, '').toLowerCase() === other.replace(/\.$/, '').toLowerCase()
}

/** Judges that every domain is good. One that is bad decides; else one that could not be looked at leaves it open. */
export function judgeDomains(findings: readonly DomainFinding[], good: string): Outcome {
  const bad = findings.filter(({ state }) => state === 'bad')
  const unknown = findings.filter(({ state }) => state === 'unknown')
  const evidence = findings.map(({ domain, state, property, value, expected }): Evidence => ({
    object: domain,
    id: domain,
    property,
    value,
    expected,
    ok: state === 'good',
  }))
  const warnings = [
    ...findings.flatMap(({ domain, warning }) => (warning ? [`${domain} ${warning}.`] : [])),
    ...(bad.length > 0 ? unknown.map(sentence) : []),
  ]
  if (bad.length > 0)
    return fail(bad.slice(0, 5).map(sentence).join(' ') + andMore(bad.length - 5), { evidence, warnings })
  if (unknown.length > 0)
    return notAssessed('error', unknown.slice(0, 5).map(sentence).join(' '), { evidence, warnings })
  return pass(good, { evidence, warnings })
}

function sentence({ domain, text }: DomainFinding): string {
  return `${domain} ${text}.`
}

function andMore(count: number): string {
  return count > 0 ? ` So it is with ${count} more.` : ''
}

/** Domains that only carry mail between halves of a hybrid organization: nobody publishes records for them. */
function isCoexistenceDomain(domain: string): boolean {
  return domain.toLowerCase().endsWith('.mail.onmicrosoft.com')
}
