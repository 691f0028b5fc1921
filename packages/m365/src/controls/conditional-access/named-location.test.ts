import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { namedLocation as control } from './named-location.js'

const locations = (...list: object[]) => ({
  '/identity/conditionalAccess/namedLocations': list.map((location, number) => ({
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: `location-${number}`,
    displayName: 'Office',
    isTrusted: true,
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
    ...location,
  })),
})

describe(control.title, () => {
  it('passes when one range is trusted', () => {
    expect(judge(control, locations({ isTrusted: false }, {}))).toMatchObject({
      verdict: 'pass',
      evidence: [{ object: 'Office', value: true, ok: true }],
    })
  })

  it.each<[string, object[]]>([
    ['there is none', []],
    ['none is trusted', [{ isTrusted: false }]],
    ['the trusted one has no range', [{ ipRanges: [] }]],
    [
      'there are countries alone',
      [{ '@odata.type': '#microsoft.graph.countryNamedLocation', isTrusted: undefined, ipRanges: undefined }],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, locations(...list))).toMatchObject({ verdict: 'fail' })
  })
})
