import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { hybridKeysRemoved as control } from './hybrid-legacy-sp-clean.js'

const exchange = (keyCredentials?: object[]) => ({
  id: 'e',
  appId: '00000002-0000-0ff1-ce00-000000000000',
  displayName: 'Office 365 Exchange Online',
  keyCredentials,
})
const key = { keyId: 'k', displayName: 'CN=Microsoft Exchange Server Auth Certificate' }
const dedicated = { id: 'd', appId: 'x', displayName: 'ExchangeServerApp-6d4b2e5e' }

describe(control.title, () => {
  it('passes without keys', () => {
    expect(judge(control, { '/servicePrincipals': [exchange([])] })).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object[], RegExp]>([
    ['with keys', [exchange([key])], /sign in with keys/],
    [
      'with keys left after the dedicated application came',
      [exchange([key]), dedicated],
      /dedicated hybrid application/,
    ],
  ])('fails %s', (_, principals, reason) => {
    const outcome = judge(control, { '/servicePrincipals': principals })
    expect(outcome).toMatchObject({ verdict: 'fail', evidence: [{ property: 'keyCredentials' }] })
    expect(outcome.reason).toMatch(reason)
  })

  it('is not applicable without Exchange Online', () => {
    expect(judge(control, { '/servicePrincipals': [dedicated] })).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when keys were not read', () => {
    expect(judge(control, { '/servicePrincipals': [exchange()] })).toMatchObject({ verdict: 'notAssessed' })
  })
})
