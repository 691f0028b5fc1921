import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { downloadsScanned as control } from './safe-links-scan.js'

const links = (facts: object) => ({
  'exo:Get-SafeLinksPolicy': [
    { Identity: 'Built-In Protection Policy', ScanUrls: true, DeliverMessageAfterScan: true, ...facts },
  ],
  'exo:Get-SafeLinksRule': [],
  'exo:Get-EOPProtectionPolicyRule': [],
})

describe(control.title, () => {
  it('passes by the built-in protection', () => {
    expect(judge(control, links({}))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['ScanUrls', 'DeliverMessageAfterScan'])('fails when %s is off', (property) => {
    expect(judge(control, links({ [property]: false }))).toMatchObject({ verdict: 'fail' })
  })
})
