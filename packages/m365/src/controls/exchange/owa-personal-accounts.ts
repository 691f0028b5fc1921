import { defineControl, fail, pass } from '@tenantry/core'
import { owaMailboxPolicies } from '../../resources/owa-mailbox-policies.js'
import { settingMissing } from '../settings.js'

const SWITCHES = ['PersonalAccountsEnabled', 'PersonalAccountCalendarsEnabled'] as const

export const personalAccountsOff = defineControl({
  id: 'exo-owa-personal-accounts',
  title: 'Outlook holds no personal accounts',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'Mail of a private account beside the company’s is one drag away from it.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Run Set-OwaMailboxPolicy with PersonalAccountsEnabled and PersonalAccountCalendarsEnabled set to false for the default policy.',
    ],
    link: 'https://learn.microsoft.com/powershell/module/exchange/set-owamailboxpolicy',
    impact: 'People read private mail in another program.',
  },
  needs: { policies: owaMailboxPolicies },
  evaluate({ policies }) {
    const policy = policies.find(({ IsDefault }) => IsDefault === true) ?? policies[0]
    const settings = SWITCHES.map((property) => ({ property, value: policy?.[property] }))
    const unread = settings.find(({ value }) => value === null || value === undefined)
    if (!policy || unread) return settingMissing(unread?.property ?? SWITCHES[0])
    const on = settings.filter(({ value }) => value).map(({ property }) => property)
    const evidence = settings.map(({ property, value }) => ({
      object: policy.Name,
      id: policy.Name,
      property,
      value,
      expected: 'false',
      ok: !value,
    }))
    return on.length === 0
      ? pass('Outlook holds no personal accounts.', { evidence })
      : fail('People can add personal accounts to Outlook.', { evidence })
  },
})
