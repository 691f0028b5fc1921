import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { scriptsOffOnSites as control } from './custom-script.js'

describe(control.title, () => {
  const sites = (...values: (number | null)[]) => ({
    'spo:SPO.Sites': values.map((DenyAddAndCustomizePages, index) => ({
      Url: `https://contoso.sharepoint.com/sites/${index}`,
      DenyAddAndCustomizePages,
    })),
  })

  it('passes when every site denies them, or when there is no site', () => {
    expect(judge(control, sites(2, 2))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, sites())).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names the sites that do not deny them', () => {
    expect(judge(control, sites(2, 1, null))).toMatchObject({
      verdict: 'fail',
      reason: '2 of 3 sites run custom scripts.',
      evidence: [{ id: 'https://contoso.sharepoint.com/sites/1' }, {}],
    })
  })
})
