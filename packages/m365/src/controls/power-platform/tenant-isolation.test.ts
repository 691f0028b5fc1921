import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { tenantIsolationOn as control } from './tenant-isolation.js'

const isolation = (...list: unknown[]) => ({ 'powerplatform:tenant_isolation': list })

describe(control.title, () => {
  it('passes when isolation is on', () => {
    expect(judge(control, isolation({ properties: { isDisabled: false } }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is off, and shows so', () => {
    expect(judge(control, isolation({ properties: { isDisabled: true } }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: true }],
    })
  })

  it.each<[string, unknown[]]>([
    ['the word null came instead of a policy', ['null']],
    ['nothing came', []],
    ['the policy says nothing', [{}]],
  ])('fails as never set up when %s', (_, list) => {
    expect(judge(control, isolation(...list))).toMatchObject({
      verdict: 'fail',
      reason: 'Tenant isolation was never set up.',
    })
  })
})
