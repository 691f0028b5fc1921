import { describe, expect, it } from 'vitest'
import { domainsIn } from './allowed-domains.js'

describe('domains that external access names', () => {
  it.each<[string, unknown, number]>([
    ['names in a list', ['example.com', 'example.org'], 2],
    ['objects in a list', [{ AllowedDomain: ['Domain=example.com', 'Domain=example.org'] }], 2],
    ['one object', { AllowedDomain: ['Domain=example.com'] }, 1],
    ['one object with one name', { AllowedDomain: 'Domain=example.com' }, 1],
    ['a text of several', 'Domain=example.com,Domain=example.org', 2],
    ['the word for all known domains', 'AllowAllKnownDomains', 0],
    ['that word in a list', ['AllowAllKnownDomains'], 0],
    ['an object for all known domains', { AllowAllKnownDomains: {} }, 0],
    ['an empty list', [], 0],
    ['nothing', null, 0],
  ])('are counted from %s', (_, allowed, count) => {
    expect(domainsIn(allowed)).toBe(count)
  })
})
