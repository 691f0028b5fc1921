import { describe, expect, it } from 'vitest'
import { granting, parsedPolicy, strength } from '../../../test/conditional-access-sample.js'
import { asksForMfa, asksForPhishingResistance, waysAround } from './grants.js'

const granted = (grantControls: Record<string, unknown> | null) => parsedPolicy({ grantControls })

describe('a policy asks for several factors', () => {
  it.each<[string, Record<string, unknown>]>([
    ['by the built-in control', granting(['mfa'])],
    ['by a password with something one has', strength('password,microsoftAuthenticatorPush')],
    ['by an old federation with something one has', strength('sms,federatedSingleFactor')],
    ['by what is several factors in one', strength('temporaryAccessPassOneTime', 'deviceBasedPush')],
    ['by what resists phishing', strength('fido2')],
  ])('%s', (_, grantControls) => {
    expect(asksForMfa(granted(grantControls))).toBe(true)
  })

  it.each<[string, Record<string, unknown> | null]>([
    ['it grants access by nothing', null],
    ['its strength allows nothing', strength()],
    ['a password alone reaches its strength', strength('fido2', 'password')],
    ['a message alone reaches its strength', strength('sms')],
    ['its strength allows what is not known', strength('mindReading')],
    ['it asks for a device', granting(['compliantDevice'])],
  ])('but not when %s', (_, grantControls) => {
    expect(asksForMfa(granted(grantControls))).toBe(false)
  })
})

describe('a policy asks for what resists phishing', () => {
  it('when its strength allows nothing else', () => {
    expect(asksForPhishingResistance(granted(strength('fido2', 'windowsHelloForBusiness')))).toBe(true)
    expect(asksForPhishingResistance(granted(strength('x509CertificateMultiFactor')))).toBe(true)
  })

  it.each<[string, Record<string, unknown> | null]>([
    ['it allows a code as well', strength('fido2', 'password,softwareOath')],
    ['it allows nothing', strength()],
    ['it has no strength', granting(['mfa'])],
    ['it grants access by nothing', null],
  ])('but not when %s', (_, grantControls) => {
    expect(asksForPhishingResistance(granted(grantControls))).toBe(false)
  })
})

describe('ways around', () => {
  it('are taken to exist where the operator is not known', () => {
    expect(waysAround(granted(granting(['mfa', 'compliantDevice'], { operator: '' })), ['mfa'])).toEqual([
      'compliantDevice',
    ])
  })

  it('are no block, which lets nobody in', () => {
    expect(waysAround(granted(granting(['mfa', 'block'])), ['mfa'])).toEqual([])
  })
})
