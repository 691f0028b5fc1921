import { defineControl, fail, pass } from '@tenantry/core'
import { reportSubmissionPolicies } from '../../resources/report-submission-policies.js'
import { teamsMessagingPolicies } from '../../resources/teams-messaging-policies.js'
import { settingMissing } from '../settings.js'
import { isGlobal } from './reasoning.js'

function some(addresses: readonly string[] | null | undefined): boolean {
  return (addresses?.length ?? 0) > 0
}

export const concernsReported = defineControl({
  id: 'teams-report-concern',
  title: 'People can report messages, and the reports reach the security team',
  area: 'Teams',
  severity: 'low',
  rationale: 'The first person to see an attack is the one it was sent to.',
  licence: 'Microsoft 365 E3',
  remediation: {
    steps: [
      'Open Messaging policies of the Teams admin center, policy Global, and turn on Report a security concern.',
      'Open Settings › User reported settings of the Defender portal and send the reports to a mailbox of your own.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/submissions-teams',
    impact: 'Somebody has to read the mailbox.',
  },
  needs: { messaging: teamsMessagingPolicies, reports: reportSubmissionPolicies },
  evaluate({ messaging, reports: [report] }) {
    const global = messaging.find(isGlobal)?.AllowSecurityEndUserReporting
    if (global === null || global === undefined) return settingMissing('AllowSecurityEndUserReporting')
    if (!report) return fail('There is no policy for reports.')
    const wanted = [
      {
        property: 'ReportJunkToCustomizedAddress',
        ok: report.ReportJunkToCustomizedAddress === true && some(report.ReportJunkAddresses),
        expected: 'true, with an address',
      },
      {
        property: 'ReportNotJunkToCustomizedAddress',
        ok: report.ReportNotJunkToCustomizedAddress === true && some(report.ReportNotJunkAddresses),
        expected: 'true, with an address',
      },
      {
        property: 'ReportPhishToCustomizedAddress',
        ok: report.ReportPhishToCustomizedAddress === true && some(report.ReportPhishAddresses),
        expected: 'true, with an address',
      },
      { property: 'ReportChatMessageEnabled', ok: report.ReportChatMessageEnabled === false, expected: 'false' },
      {
        property: 'ReportChatMessageToCustomizedAddressEnabled',
        ok: report.ReportChatMessageToCustomizedAddressEnabled === true,
        expected: 'true',
      },
    ]
    const evidence = [
      { object: 'Global', property: 'AllowSecurityEndUserReporting', value: global, expected: 'true', ok: global },
      ...wanted.map(({ property, ok, expected }) => ({
        object: 'User reported settings',
        property,
        value: report[property] ?? null,
        expected,
        ok,
      })),
    ]
    if (!global) return fail('People cannot report messages of Teams.', { evidence })
    const wrong = wanted.filter(({ ok }) => !ok)
    return wrong.length === 0
      ? pass('People can report messages, and the reports reach a mailbox of the organization.', { evidence })
      : fail(
          `People can report messages, but ${wrong.map(({ property }) => property).join(', ')} keeps reports from reaching the security team.`,
          { evidence },
        )
  },
})
