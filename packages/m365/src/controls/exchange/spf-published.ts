import { defineControl, lacks } from '@tenantry/core'
import type { z } from 'zod'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { judgedSpf, spfRecords } from '../../resources/mail-dns.js'
import { judgeDomains, mailDomains, sameDomain, type DomainFinding } from './mail-domains.js'
import { judgeSpf, type SpfResult } from './spf.js'

type Read = z.output<typeof spfRecords.schema>[number]
type Told = z.output<typeof judgedSpf.schema>[number]

function resultOf({ records, leadsTo, problem }: Read): SpfResult {
  if (problem) return { state: 'unknown', text: `gave no answer: ${problem}` }
  return judgeSpf(records, (name) => {
    const found = leadsTo.find((each) => sameDomain(each.name, name))
    return found?.problem ? { problem: found.problem } : found
  })
}

function toldOf(told: Told | undefined): SpfResult {
  if (told?.compliant === undefined || told.compliant === null) return { state: 'unknown', text: 'was not looked up' }
  return told.compliant
    ? { state: 'good', text: 'has an SPF record that turns unknown senders down' }
    : { state: 'bad', text: 'has no SPF record that turns unknown senders down' }
}

export const spfPublished = defineControl({
  id: 'exo-spf-published',
  title: 'SPF tells receivers which servers send your mail',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'Without SPF anyone can send mail with your addresses, and receivers cannot tell.',
  remediation: {
    steps: [
      'Publish one TXT record at each domain named here that begins with v=spf1, names your senders and ends in -all.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure',
    impact: 'Senders that the record forgets are treated as spam; look at your DMARC reports first.',
  },
  needs: { domains: acceptedDomains },
  wants: { records: spfRecords, judged: judgedSpf },
  evaluate({ domains, records, judged }) {
    if (!records && !judged) return lacks('records')
    return judgeDomains(
      mailDomains(domains).map((domain): DomainFinding => {
        const read = records?.find((each) => sameDomain(each.domain, domain))
        const told = judged?.find((each) => sameDomain(each.domain, domain))
        const result = read ? resultOf(read) : toldOf(told)
        return {
          domain,
          ...result,
          property: 'TXT',
          value: read?.records ?? told?.message ?? null,
          expected: 'one v=spf1 record that ends in -all or ~all',
        }
      }),
      'SPF is published for each domain.',
    )
  },
})
