import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { concernsReported as control } from './report-concern.js'

const good = {
  ReportJunkToCustomizedAddress: true,
  ReportJunkAddresses: ['soc@example.com'],
  ReportNotJunkToCustomizedAddress: true,
  ReportNotJunkAddresses: ['soc@example.com'],
  ReportPhishToCustomizedAddress: true,
  ReportPhishAddresses: ['soc@example.com'],
  ReportChatMessageEnabled: false,
  ReportChatMessageToCustomizedAddressEnabled: true,
}
const tenant = (AllowSecurityEndUserReporting: boolean | undefined, ...reports: object[]) => ({
  'teams:Get-CsTeamsMessagingPolicy': [{ Identity: 'Global', AllowSecurityEndUserReporting }],
  'exo:Get-ReportSubmissionPolicy': reports,
})

describe(control.title, () => {
  it('passes when people report and the reports reach a mailbox', () => {
    expect(judge(control, tenant(true, good))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, boolean, object[]]>([
    ['people cannot report', false, [good]],
    ['there is no policy for reports', true, []],
    ['reports of phishing go nowhere', true, [{ ...good, ReportPhishAddresses: [] }]],
    ['reports of junk stay at Microsoft', true, [{ ...good, ReportJunkToCustomizedAddress: false }]],
    ['chat messages go to Microsoft', true, [{ ...good, ReportChatMessageEnabled: true }]],
  ])('fails when %s', (_, reporting, reports) => {
    expect(judge(control, tenant(reporting, ...reports))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant(undefined, good))).toMatchObject({ verdict: 'notAssessed' })
  })
})
