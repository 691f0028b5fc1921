import { defineControl, fail, pass } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { settingMissing } from '../settings.js'

const MOST_PEOPLE = 25
const SWITCHES = [
  'MailTipsAllTipsEnabled',
  'MailTipsExternalRecipientsTipsEnabled',
  'MailTipsGroupMetricsEnabled',
] as const

export const mailTipsOn = defineControl({
  id: 'exo-mailtips',
  title: 'MailTips warn before mail goes outside or to many',
  area: 'Exchange Online',
  severity: 'low',
  rationale: 'A tip before sending prevents what no rule can undo.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Run Set-OrganizationConfig with MailTipsAllTipsEnabled, MailTipsExternalRecipientsTipsEnabled and MailTipsGroupMetricsEnabled set to true, and MailTipsLargeAudienceThreshold to 25.',
    ],
    link: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/mailtips/mailtips',
    impact: 'People see a line above their mail.',
  },
  needs: { organization: organizationConfig },
  evaluate({ organization: [config] }) {
    const threshold = config?.MailTipsLargeAudienceThreshold
    const settings = [
      ...SWITCHES.map((property) => ({
        property,
        value: config?.[property],
        expected: 'true',
        ok: config?.[property] === true,
      })),
      {
        property: 'MailTipsLargeAudienceThreshold',
        value: threshold,
        expected: `${MOST_PEOPLE} or less`,
        ok: (threshold ?? Infinity) <= MOST_PEOPLE,
      },
    ]
    const unread = settings.find(({ value }) => value === null || value === undefined)
    if (unread) return settingMissing(unread.property)
    const evidence = settings.map((setting) => ({ object: 'Exchange', ...setting }))
    const wrong = settings.filter(({ ok }) => !ok).map(({ property }) => property)
    return wrong.length === 0
      ? pass('MailTips warn before mail goes outside or to many.', { evidence })
      : fail(`MailTips do not warn as they should: ${wrong.join(', ')}.`, { evidence })
  },
})
