import { defineControl, lacks, notApplicable } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { inboundConnectors } from '../../resources/inbound-connectors.js'
import { mxRecords } from '../../resources/mx-records.js'
import { type DomainFinding, judgeDomains, mailDomains, sameDomain } from '../exchange/mail-domains.js'

/** Where mail for Exchange Online goes, in every cloud. */
const MICROSOFT = /(^|\.)(mail\.protection\.(outlook\.com|office365\.us|partner\.outlook\.cn)|mx\.microsoft)$/i

export const mailReachesFilters = defineControl({
  id: 'mdo-mx-or-enhanced-filtering',
  title: 'Filters see where mail really comes from',
  area: 'Defender for Office',
  severity: 'medium',
  rationale:
    'Behind a gateway of somebody else every message seems to come from that gateway, and SPF, DMARC and reputation say nothing.',
  licence: 'Exchange Online Protection',
  remediation: {
    steps: [
      'Open Email & collaboration › Policies & rules › Rules › Enhanced filtering of the Defender portal.',
      'Turn it on for the connector of the gateway, for all people.',
    ],
    link: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/enhanced-filtering-for-connectors',
    impact: 'More mail is recognized as forged: look at it with a few people first.',
  },
  needs: { domains: acceptedDomains, mx: mxRecords },
  wants: { connectors: inboundConnectors },
  evaluate({ domains, mx, connectors }) {
    const filtering = (connectors ?? []).filter(
      ({ Enabled, EFSkipLastIP, EFSkipIPs }) => Enabled !== false && (EFSkipLastIP === true || EFSkipIPs.length > 0),
    )
    const forAll = filtering.filter(({ EFUsers }) => EFUsers.length === 0)
    const findings = mailDomains(domains).map((domain) => {
      const row = mx.find((answer) => sameDomain(answer.domain, domain))
      return findingOf(domain, row, forAll.length > 0)
    })
    if (findings.length === 0) return notApplicable('No domain takes mail.')
    if (!connectors && findings.some(({ state }) => state === 'bad')) return lacks('connectors')
    return judgeDomains(findings, 'Mail for every domain reaches the filters directly or with enhanced filtering.')
  },
})

function findingOf(
  domain: string,
  row: { records: readonly string[]; problem?: string | null | undefined } | undefined,
  filtered: boolean,
): DomainFinding {
  // A host of no name says that the domain takes no mail. RFC 7505.
  const hosts = (row?.records ?? [])
    .map((record) => record.trim().split(/\s+/).at(-1)?.replace(/\.$/, '') ?? '')
    .filter((host) => host !== '')
  const others = hosts.filter((host) => !MICROSOFT.test(host))
  const about = { domain, property: 'MX', value: hosts, expected: 'Exchange Online, or enhanced filtering in front' }
  if (!row || row.problem) {
    return { ...about, state: 'unknown', text: `gave no answer about its MX records: ${row?.problem ?? 'not asked'}` }
  }
  if (others.length === 0 || filtered) return { ...about, state: 'good', text: 'is filtered well' }
  return {
    ...about,
    state: 'bad',
    text: `gets its mail through ${others.slice(0, 3).join(', ')} without enhanced filtering`,
  }
}
