import { defineReader, type ReadContext, type Resource } from '@tenantry/core'
import { acceptedDomains } from '@tenantry/m365/resources/accepted-domains'
import { dkimSigningConfigs } from '@tenantry/m365/resources/dkim-signing-configs'
import { dkimRecords, dmarcRecords, spfRecords } from '@tenantry/m365/resources/mail-dns'
import { mxRecords } from '@tenantry/m365/resources/mx-records'
import type { MicrosoftConnection } from '../connection.js'
import { organizations } from '../probes.js'
import { ORGANIZATION } from './access.js'
import { DnsAnswers, type NameAnswer } from './dns-answers.js'
import type { MicrosoftReader } from './graph.js'

/** A record that leads to more names than this is broken, whatever they say: receivers follow ten. */
const MOST_NAMES = 50
/** Domains of everybody at Microsoft, above which no policy of the tenant is found. */
const SHARED = /^(onmicrosoft\.(com|us)|partner\.onmschina\.cn)$/i

type Row = (answers: DnsAnswers, domain: string, context: ReadContext) => Promise<unknown>

/** One row for each domain that mail comes from; without Exchange, for each domain that is verified. */
function reads(resource: Resource, row: Row, after: readonly Resource[] = []): MicrosoftReader {
  return defineReader<MicrosoftConnection>(resource, {
    ...ORGANIZATION,
    limit: 'Domain name system',
    after: [acceptedDomains, ...after],
    async read(connection, context) {
      const answers = new DnsAnswers(connection.resolve)
      const domains = await domainsOf(connection, context)
      return (await answers.rows(domains, (domain) => row(answers, domain, context))).flat()
    },
  })
}

async function domainsOf({ graph }: MicrosoftConnection, { facts }: ReadContext): Promise<string[]> {
  const accepted = facts.read(acceptedDomains)
  if (accepted.status === 'read') return accepted.value.map(({ DomainName }) => DomainName)
  return (await organizations(graph)).value.flatMap(({ verifiedDomains }) => verifiedDomains.map(({ name }) => name))
}

async function mail(answers: DnsAnswers, domain: string) {
  const { records, problem } = await answers.of(domain, 'MX')
  return { domain, records, ...(problem !== undefined && { problem }) }
}

/** The records of the domain, and those of every name that they lead to. RFC 7208. */
async function senders(answers: DnsAnswers, domain: string) {
  const own = await answers.of(domain, 'TXT')
  const leadsTo = new Map<string, NameAnswer>()
  const follow = async (records: readonly string[]) => {
    for (const name of records.flatMap(namesIn)) {
      if (leadsTo.has(name) || leadsTo.size >= MOST_NAMES) continue
      const answer = await answers.of(name, 'TXT')
      leadsTo.set(name, { ...answer, name })
      await follow(answer.records)
    }
  }
  await follow(own.records)
  return { domain, ...own, leadsTo: [...leadsTo.values()] }
}

/** Macros stand for the sender at hand, so that such names cannot be asked for. */
function namesIn(record: string): string[] {
  if (!/^v=spf1(\s|$)/i.test(record)) return []
  return record.split(/\s+/).flatMap((term) => {
    const name = /^(?:[-~?+]?include:|redirect=)(.+)$/i.exec(term)?.[1]?.toLowerCase()
    return name === undefined || name.includes('%') ? [] : [name]
  })
}

/** At the domain itself, else at the next one above it that has a policy: the organizational domain. RFC 7489. */
async function policy(answers: DnsAnswers, domain: string) {
  const own = await answers.of(`_dmarc.${domain}`, 'TXT')
  const above = domain.split('.').map((_, index, labels) => labels.slice(index + 1).join('.'))
  let found = own
  for (const parent of above) {
    if (found.problem !== undefined || isPolicy(found) || !parent.includes('.') || SHARED.test(parent)) break
    const inherited = await answers.of(`_dmarc.${parent}`, 'TXT')
    if (inherited.problem !== undefined || isPolicy(inherited)) found = inherited
  }
  return { domain, ...found }
}

function isPolicy({ records }: NameAnswer): boolean {
  return records.some((record) => /^v=DMARC1\s*;/.test(record) && !/;\s*psd\s*=\s*y\b/i.test(record))
}

/** One row for each selector that Exchange signs with. RFC 6376. */
async function keys(answers: DnsAnswers, domain: string, { facts }: ReadContext) {
  const signing = facts.read(dkimSigningConfigs)
  const config: Record<string, unknown> =
    (signing.status === 'read' ? signing.value : []).find(
      (each) => each.Domain.toLowerCase() === domain.toLowerCase(),
    ) ?? {}
  const selectors = ['Selector1CNAME', 'Selector2CNAME'].map((property, index) => {
    const target = config[property]
    const selector = typeof target === 'string' ? /^([a-z0-9]+)-/i.exec(target)?.[1] : undefined
    return selector ?? `selector${index + 1}`
  })
  return Promise.all(
    [...new Set(selectors)].map(async (selector) => ({
      domain,
      ...(await answers.of(`${selector}._domainkey.${domain}`, 'TXT')),
    })),
  )
}

/** What the domain name system says of mail. */
export const dnsReaders: readonly MicrosoftReader[] = [
  reads(mxRecords, mail),
  reads(spfRecords, senders),
  reads(dmarcRecords, policy),
  reads(dkimRecords, keys, [dkimSigningConfigs]),
]
