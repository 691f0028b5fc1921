import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { labelsPublished as control } from './labels-published.js'

const policies = (...list: object[]) => ({ 'ipps:Get-LabelPolicy': list })
const published = { Name: 'Everyone', Type: 'PublishedSensitivityLabel', Enabled: true, Labels: ['Public', 'Secret'] }

describe(control.title, () => {
  it('passes when a policy publishes labels', () => {
    expect(judge(control, policies(published))).toMatchObject({
      verdict: 'pass',
      evidence: [{ value: ['Public', 'Secret'] }],
    })
  })

  it.each<[string, object[]]>([
    ['no policy exists', []],
    ['the policy is switched off', [{ ...published, Enabled: false }]],
    ['the policy has no label', [{ ...published, Labels: null }]],
    ['the policy is for retention labels', [{ ...published, Type: 'PublishedRetentionLabel' }]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, policies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
