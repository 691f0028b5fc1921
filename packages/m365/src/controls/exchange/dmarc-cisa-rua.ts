import { defineControl, notApplicable } from '@tenantry/core'
import { requiredDmarcAddress } from '../../parameters.js'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { dmarcRecords } from '../../resources/mail-dns.js'
import { addressesOf, findingOf } from './dmarc.js'
import { judgeDomains, mailDomains } from './mail-domains.js'

export const dmarcReportsRequired = defineControl({
  id: 'exo-dmarc-cisa-rua',
  title: 'DMARC reports reach the address that is required',
  area: 'Exchange Online',
  severity: 'low',
  rationale: 'Authorities that watch for fraud can only see what is reported to them.',
  remediation: {
    steps: ['Add the required address to rua in the DMARC record of each domain named here.'],
    link: 'https://learn.microsoft.com/defender-office-365/email-authentication-dmarc-configure',
    impact: 'The receiver of the reports learns how much mail you send.',
  },
  needs: { domains: acceptedDomains, records: dmarcRecords },
  parameters: { required: requiredDmarcAddress },
  evaluate({ domains, records }, { required }) {
    if (required === '') return notApplicable('Nobody requires that DMARC reports reach a certain address.')
    return judgeDomains(
      mailDomains(domains).map((domain) =>
        findingOf(records, domain, `rua with ${required}`, (dmarc) =>
          addressesOf(dmarc, 'rua').some((address) => address.toLowerCase() === required.toLowerCase())
            ? { state: 'good', text: `reports to ${required}` }
            : { state: 'bad', text: `does not report to ${required}` },
        ),
      ),
      `DMARC reports of each domain reach ${required}.`,
    )
  },
})
