import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { privilegedCredentialsSafe as control } from './privileged-exposed-credentials.js'

const edge = (facts: object = {}) => ({
  EdgeId: 'e',
  EdgeLabel: 'has credentials of',
  SourceNodeId: 'd',
  SourceNodeName: 'PC-7',
  SourceNodeLabel: 'device',
  TargetNodeId: 'u',
  TargetNodeName: 'Ada',
  TargetNodeLabel: 'user',
  EdgeProperties: JSON.stringify({ rawData: { riskScore: 'High' } }),
  ...facts,
})
const device = (rawData: object = {}) => ({ NodeId: 'd', NodeLabel: 'device', NodeProperties: { rawData } })
const user = (criticalityLevel?: number) => ({
  NodeId: 'u',
  NodeLabel: 'user',
  NodeProperties: { rawData: { criticalityLevel: { criticalityLevel } } },
})
const graph = (edges: object[], nodes?: object[]) => ({
  'hunting:ExposureGraphEdges': edges,
  ...(nodes && { 'hunting:ExposureGraphNodes': nodes }),
})

describe(control.title, () => {
  it('fails and names both', () => {
    expect(judge(control, graph([edge()], [device(), user(0)]))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('Ada on PC-7'),
      evidence: [{ object: 'PC-7', value: 'Ada' }],
    })
  })

  it('fails when the device itself says it is exposed, and nobody says that the person is harmless', () => {
    expect(
      judge(control, graph([edge({ EdgeProperties: null })], [device({ exposureScore: 'High' }), user()])),
    ).toMatchObject({ verdict: 'fail' })
  })

  it.each([
    ['the person is not critical', [edge()], [device(), user(2)]],
    ['the device is not at risk', [edge({ EdgeProperties: '{}' })], [device({ riskScore: 'Low' }), user(0)]],
    ['it is another relation', [edge({ EdgeLabel: 'frequently logged in by' })], [device(), user(0)]],
    ['there is none', [], [device()]],
    ['properties cannot be read as objects', [edge({ EdgeProperties: 'not json' })], [device(), user(0)]],
  ])('passes when %s', (_, edges, nodes) => {
    expect(judge(control, graph(edges, nodes))).toMatchObject({ verdict: 'pass' })
  })

  it('cannot be assessed when the graph is empty, or people and devices were not read', () => {
    expect(judge(control, graph([], []))).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, graph([edge()]))).toMatchObject({ verdict: 'notAssessed' })
  })
})
