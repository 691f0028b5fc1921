import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dataPolicy, dataPolicyPages } from '../../../test/power-platform-sample.js'
import { otherEnvironmentsGuarded as control } from './dlp-others.js'

const environments = (...names: string[]) => ({
  'powerplatform:environment_list': [
    { EnvironmentName: 'Default-1', IsDefault: true },
    ...names.map((EnvironmentName) => ({ EnvironmentName, IsDefault: false })),
  ],
})

describe(control.title, () => {
  it('passes when each is reached by some policy', () => {
    const snapshot = {
      ...environments('Sales', 'Tests'),
      ...dataPolicyPages(dataPolicy('OnlyEnvironments', ['Sales']), dataPolicy('OnlyEnvironments', ['Tests'])),
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it('passes when there is none besides the default, which another control looks at', () => {
    expect(judge(control, { ...environments(), ...dataPolicyPages() })).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names those that none reaches', () => {
    const snapshot = {
      ...environments('Sales', 'Tests'),
      ...dataPolicyPages(dataPolicy('ExceptEnvironments', ['Tests'])),
    }
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'fail',
      reason: '1 of 2 environments have no data policy: Tests.',
      evidence: [{ object: 'Tests' }],
    })
  })
})
