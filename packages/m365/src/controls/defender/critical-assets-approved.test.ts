import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { criticalAssetsDecided as control } from './critical-assets-approved.js'

const nodes = (...list: object[]) => ({ 'hunting:ExposureGraphNodes': list })
const server = (criticalityConfidenceLow: unknown) => ({
  NodeId: 'n',
  NodeName: 'SRV-1',
  NodeProperties: JSON.stringify({ rawData: { criticalityConfidenceLow } }),
})

describe(control.title, () => {
  it.each([[[]], [null]])('passes when what waits is %j', (waiting) => {
    expect(judge(control, nodes(server(waiting)))).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names what waits', () => {
    expect(judge(control, nodes(server(['Domain controller'])))).toMatchObject({
      verdict: 'fail',
      reason: '1 asset waits for a decision: SRV-1.',
    })
  })

  it('cannot be assessed when the graph is empty', () => {
    expect(judge(control, nodes())).toMatchObject({ verdict: 'notAssessed' })
  })
})
