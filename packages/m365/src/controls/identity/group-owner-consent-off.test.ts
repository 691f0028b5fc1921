import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { ownersConsentOff as control } from './group-owner-consent-off.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values?: Record<string, string>) => ({
  '/groupSettings': values ? settings('Consent Policy Settings', values) : [],
})

describe(control.title, () => {
  it.each([
    ['it is off', tenant({ EnableGroupSpecificConsent: 'False' })],
    ['nothing was ever set', tenant()],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([['it is on', tenant({ EnableGroupSpecificConsent: 'true' })]])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
