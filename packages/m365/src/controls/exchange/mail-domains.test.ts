import { describe, expect, it } from 'vitest'
import { type DomainFinding, judgeDomains, mailDomains, sameDomain } from './mail-domains.js'

const finding = (domain: string, state: DomainFinding['state']): DomainFinding => ({
  domain,
  state,
  text: `is ${state}`,
  property: 'records',
  value: [],
  expected: 'a record',
})

describe('domains that mail comes from', () => {
  it('are the accepted ones but those of hybrid coexistence', () => {
    expect(
      mailDomains([
        { DomainName: 'a.com' },
        { DomainName: 'a.mail.onmicrosoft.com' },
        { DomainName: 'a.onmicrosoft.com' },
      ]),
    ).toEqual(['a.com', 'a.onmicrosoft.com'])
  })

  it('are the same however they are written', () => {
    expect(sameDomain('A.com.', 'a.COM')).toBe(true)
    expect(sameDomain('a.com', 'b.com')).toBe(false)
  })

  it('pass together', () => {
    expect(judgeDomains([finding('a.com', 'good')], 'All good.')).toMatchObject({
      verdict: 'pass',
      reason: 'All good.',
    })
    expect(judgeDomains([], 'All good.')).toMatchObject({ verdict: 'pass' })
  })

  it('fail by one, whatever of the others is not known', () => {
    expect(
      judgeDomains([finding('a.com', 'bad'), finding('b.com', 'unknown'), finding('c.com', 'good')], 'All good.'),
    ).toMatchObject({
      verdict: 'fail',
      reason: 'a.com is bad.',
      warnings: ['b.com is unknown.'],
    })
  })

  it('are not assessed when one could not be looked at and none is bad', () => {
    expect(judgeDomains([finding('a.com', 'good'), finding('b.com', 'unknown')], 'All good.')).toMatchObject({
      verdict: 'notAssessed',
      cause: 'error',
    })
  })

  it('are counted where there are many', () => {
    const many = Array.from({ length: 7 }, (_, index) => finding(`${index}.com`, 'bad'))
    expect(judgeDomains(many, '').reason).toMatch(/4\.com is bad\. So it is with 2 more\.$/)
  })
})
