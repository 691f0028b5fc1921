import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { riskyConsentOff as control } from './risky-consent-off.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (allowed: boolean | undefined, blocked?: string) => ({
  '/policies/authorizationPolicy': { allowUserConsentForRiskyApps: allowed },
  '/groupSettings':
    blocked === undefined ? [] : settings('Consent Policy Settings', { BlockUserConsentForRiskyApps: blocked }),
})

describe(control.title, () => {
  it.each([
    ['it is forbidden', tenant(false)],
    ['nothing is said of it', tenant(undefined)],
    ['it is forbidden in both places', tenant(false, 'True')],
  ])('passes when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['it is allowed', tenant(true)],
    ['the setting does not block it', tenant(false, 'false')],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })
})
