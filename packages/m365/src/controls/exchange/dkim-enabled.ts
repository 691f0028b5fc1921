import { defineControl } from '@tenantry/core'
import { acceptedDomains } from '../../resources/accepted-domains.js'
import { dkimSigningConfigs } from '../../resources/dkim-signing-configs.js'
import { dkimRecords } from '../../resources/mail-dns.js'
import { judgeDomains, mailDomains, sameDomain, type DomainFinding } from './mail-domains.js'

export const dkimSigns = defineControl({
  id: 'exo-dkim-enabled',
  title: 'DKIM signs the mail of every domain',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'A signature is what lets receivers tell your mail from one that only looks like it.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Publish the two CNAME records of selector1 and selector2 for each domain named here.',
      'Open Email authentication settings › DKIM of the Defender portal and turn signing on.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure',
    impact: 'None.',
  },
  needs: { domains: acceptedDomains, signing: dkimSigningConfigs, records: dkimRecords },
  evaluate: ({ domains, signing, records }) =>
    judgeDomains(
      mailDomains(domains).map((domain): DomainFinding => {
        const enabled = signing.find((each) => sameDomain(each.Domain, domain))?.Enabled === true
        const answers = records.filter((each) => sameDomain(each.domain, domain))
        const shared = {
          domain,
          property: 'selector1, selector2',
          value: answers.flatMap((each) => each.records),
          expected: 'signing on, and a key that begins with v=DKIM1;',
        }
        if (!enabled) return { ...shared, state: 'bad', text: 'is not signed', property: 'Enabled', value: false }
        if (answers.some((each) => each.records.some((record) => record.startsWith('v=DKIM1;')))) {
          return { ...shared, state: 'good', text: 'is signed' }
        }
        const silent = answers.find(({ problem }) => problem)
        if (answers.length === 0 || silent)
          return {
            ...shared,
            state: 'unknown',
            text: `has keys that could not be looked up${silent ? `: ${silent.problem}` : ''}`,
          }
        return { ...shared, state: 'bad', text: 'is signed with a key that nobody can find' }
      }),
      'DKIM signs the mail of each domain.',
    ),
})
