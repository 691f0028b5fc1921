import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { dmarcRecords } from '../../resources/mail-dns.js'
import { findingOf } from './dmarc.js'
import { judgeDomains, mailDomains } from './mail-domains.js'

export const dmarcPublished = defineControl({
  id: 'exo-dmarc-published',
  title: 'DMARC is published for every domain',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'Only with DMARC do receivers tell you who sends mail in your name.',
  remediation: {
    steps: ['Publish a TXT record at _dmarc of each domain named here; begin with p=none and a rua address.'],
    link: 'https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure',
    impact: 'None at p=none.',
  },
  needs: { domains: acceptedDomains, records: dmarcRecords },
  evaluate: ({ domains, records }) =>
    judgeDomains(
      mailDomains(domains).map((domain) =>
        findingOf(records, domain, 'a record that begins with v=DMARC1;', () => ({
          state: 'good',
          text: 'has a DMARC record',
        })),
      ),
      'DMARC is published for each domain.',
    ),
})
