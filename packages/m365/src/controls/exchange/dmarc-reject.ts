import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { dmarcRecords } from '../../resources/mail-dns.js'
import { findingOf, policyOf } from './dmarc.js'
import { judgeDomains, mailDomains } from './mail-domains.js'

export const dmarcRejects = defineControl({
  id: 'exo-dmarc-reject',
  title: 'DMARC has mail rejected that only pretends to be yours',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'A policy that only watches tells you of the fraud after it worked.',
  remediation: {
    steps: [
      'Read the DMARC reports until every sender of yours passes.',
      'Raise the policy of each domain named here to p=quarantine, then to p=reject.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure',
    impact: 'Mail of senders that were forgotten is rejected.',
  },
  needs: { domains: acceptedDomains, records: dmarcRecords },
  evaluate: ({ domains, records }) =>
    judgeDomains(
      mailDomains(domains).map((domain) =>
        findingOf(records, domain, 'p=reject', (dmarc) => {
          const policy = policyOf(dmarc)
          if (policy !== 'reject') return { state: 'bad', text: `has the policy ${policy || 'none at all'}` }
          const percent = Number(dmarc.tags.get('pct') ?? 100)
          return {
            state: 'good',
            text: 'has the policy reject',
            ...(percent < 100 && { warning: `applies its policy to ${percent} % of mail only` }),
          }
        }),
      ),
      'DMARC has mail rejected for each domain.',
    ),
})
