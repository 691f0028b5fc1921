import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dmarcRecords } from '../../resources/mail-dns.js'
import { addressesOf, dmarcOf, policyOf } from './dmarc.js'

function dmarc(record: string, name = '_dmarc.a.com') {
  const found = dmarcOf(z.parse(dmarcRecords.schema, [{ domain: 'a.com', name, records: ['other', record] }]), 'a.com')
  if (found === 'none' || 'problem' in found) throw new Error('There is a record')
  return found
}

describe('a DMARC record', () => {
  it('is found among others, and read in its parts', () => {
    const record = dmarc('v=DMARC1; p = reject ; rua=mailto:a@a.com!10m, mailto:b@b.com; ruf=c@c.com')
    expect(policyOf(record)).toBe('reject')
    expect(addressesOf(record, 'rua')).toEqual(['a@a.com', 'b@b.com'])
    expect(addressesOf(record, 'ruf')).toEqual(['c@c.com'])
  })

  it.each(['v=DMARC1', 'v=dmarc1; p=reject', 'p=reject; v=DMARC1;'])('is none when it is %s', (text) => {
    expect(dmarcOf(z.parse(dmarcRecords.schema, [{ domain: 'a.com', records: [text] }]), 'a.com')).toBe('none')
  })

  it('says with sp what a domain below the organizational one gets', () => {
    expect(policyOf(dmarc('v=DMARC1; p=reject; sp=none', '_dmarc.com'))).toBe('none')
    expect(policyOf(dmarc('v=DMARC1; p=reject', '_dmarc.com'))).toBe('reject')
    expect(policyOf(dmarc('v=DMARC1; p=reject; sp=none'))).toBe('reject')
  })

  it('is not known when DNS did not answer, or when nobody asked', () => {
    expect(dmarcOf(z.parse(dmarcRecords.schema, [{ domain: 'a.com', problem: 'SERVFAIL' }]), 'a.com')).toEqual({
      problem: 'SERVFAIL',
    })
    expect(dmarcOf([], 'a.com')).toMatchObject({ problem: expect.any(String) })
  })
})
