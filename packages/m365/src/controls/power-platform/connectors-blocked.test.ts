import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dataPolicy, dataPolicyPages } from '../../../test/power-platform-sample.js'
import { openConnectorsBlocked as control } from './connectors-blocked.js'

const sorting = (classification: string, id: string) =>
  dataPolicy('AllEnvironments', [], { connectorGroups: [{ classification, connectors: [{ id }] }] })

describe(control.title, () => {
  it('passes when they are blocked, or not named at all', () => {
    expect(judge(control, dataPolicyPages(sorting('Blocked', 'HttpWebhook')))).toMatchObject({ verdict: 'pass' })
    expect(
      judge(control, dataPolicyPages(sorting('General', '/providers/Microsoft.PowerApps/apis/shared_teams'))),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each(['General', 'Confidential'])('fails when one is among the connectors for %s data', (classification) => {
    expect(judge(control, dataPolicyPages(sorting(classification, 'HttpWebhook')))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Company data', value: 'HttpWebhook' }],
    })
  })

  it('fails when no policy reaches the default environment', () => {
    expect(judge(control, dataPolicyPages())).toMatchObject({ verdict: 'fail' })
  })
})
