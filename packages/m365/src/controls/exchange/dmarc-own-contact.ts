import { defineControl } from '@tenantry/core'
import { requiredDmarcAddress } from '../../parameters.js'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { dmarcRecords } from '../../resources/mail-dns.js'
import { addressesOf, findingOf } from './dmarc.js'
import { judgeDomains, mailDomains } from './mail-domains.js'

export const dmarcReportsReachUs = defineControl({
  id: 'exo-dmarc-own-contact',
  title: 'DMARC reports reach the organization itself',
  area: 'Exchange Online',
  severity: 'low',
  rationale: 'Reports that only others read warn nobody here.',
  remediation: {
    steps: ['Add an address of your own to rua and to ruf in the DMARC record of each domain named here.'],
    link: 'https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure',
    impact: 'Somebody, or a service, has to read the reports.',
  },
  needs: { domains: acceptedDomains, records: dmarcRecords },
  parameters: { required: requiredDmarcAddress },
  evaluate({ domains, records }, { required }) {
    const least = required === '' ? 1 : 2
    return judgeDomains(
      mailDomains(domains).map((domain) =>
        findingOf(records, domain, `${least} addresses in rua, 1 in ruf`, (dmarc) => {
          const summaries = addressesOf(dmarc, 'rua').length
          const failures = addressesOf(dmarc, 'ruf').length
          if (summaries >= least && failures > 0) return { state: 'good', text: 'reports to the organization' }
          return {
            state: 'bad',
            text:
              summaries < least ? 'sends no summaries to an address of its own' : 'sends no reports of single failures',
          }
        }),
      ),
      'DMARC reports of each domain reach the organization.',
    )
  },
})
