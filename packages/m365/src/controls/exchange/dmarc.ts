import type { DnsAnswer } from '../../resources/mail-dns.js'
import { type DomainFinding, sameDomain } from './mail-domains.js'

/** A DMARC record in its parts. */
export interface Dmarc {
  record: string
  tags: ReadonlyMap<string, string>
  /** Found at the organizational domain, not at the domain itself. */
  inherited: boolean
}

/** The DMARC record among the answers for a domain; or what is known instead. RFC 7489, section 6.3. */
export function dmarcOf(answers: readonly DnsAnswer[], domain: string): Dmarc | 'none' | { problem: string } {
  const own = answers.filter((each) => sameDomain(each.domain, domain))
  const found = own.find(({ records }) => records.some(isDmarc))
  const record = found?.records.find(isDmarc)
  if (found && record !== undefined) {
    const inherited = found.name !== null && found.name !== undefined && !sameDomain(found.name, `_dmarc.${domain}`)
    return { record, tags: tagsOf(record), inherited }
  }
  const problem = own.find((each) => each.problem)?.problem
  if (own.length === 0 || problem) return { problem: problem ?? 'it was not looked up' }
  return 'none'
}

/** What mail of the domain that fails is to be treated as: `reject`, `quarantine`, `none`. */
export function policyOf({ tags, inherited }: Dmarc): string {
  return ((inherited ? tags.get('sp') : undefined) ?? tags.get('p') ?? '').toLowerCase()
}

/** The addresses of a tag such as `rua`, without `mailto:` and size limits. */
export function addressesOf({ tags }: Dmarc, tag: 'rua' | 'ruf'): string[] {
  return (tags.get(tag) ?? '')
    .split(',')
    .map((address) =>
      address
        .trim()
        .replace(/^mailto:/i, '')
        .replace(/![0-9]+[kmgt]?$/i, ''),
    )
    .filter((address) => address.includes('@'))
}

/** Judges the record of one domain; without one it is bad, without an answer not known. */
export function findingOf(
  answers: readonly DnsAnswer[],
  domain: string,
  expected: string,
  judge: (dmarc: Dmarc) => Pick<DomainFinding, 'state' | 'text' | 'warning'>,
): DomainFinding {
  const dmarc = dmarcOf(answers, domain)
  const shared = { domain, property: 'TXT _dmarc', expected }
  if (dmarc === 'none') return { ...shared, value: null, state: 'bad', text: 'has no DMARC record' }
  if ('problem' in dmarc) return { ...shared, value: null, state: 'unknown', text: `gave no answer: ${dmarc.problem}` }
  return { ...shared, value: dmarc.record, ...judge(dmarc) }
}

function isDmarc(record: string): boolean {
  return /^v=DMARC1\s*;/.test(record)
}

function tagsOf(record: string): Map<string, string> {
  const parts = record.split(';').map((part) => part.split('='))
  return new Map(
    parts.flatMap(([name, ...value]) =>
      name && value.length > 0 ? [[name.trim().toLowerCase(), value.join('=').trim()]] : [],
    ),
  )
}
