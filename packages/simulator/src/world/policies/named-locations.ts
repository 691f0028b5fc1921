import { directoryTime } from '../directory.js'
import { guid, pick } from '../ids.js'
import { hasPremium } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

const DAY = 86_400_000

/** Countries in which people of a country often work as well. */
const NEIGHBOURS: Record<string, string[]> = {
  AT: ['DE', 'CH'],
  AU: ['NZ'],
  CA: ['US'],
  CH: ['DE', 'AT', 'FR'],
  DE: ['AT', 'CH', 'NL'],
  FR: ['BE', 'CH'],
  GB: ['IE'],
  NL: ['BE', 'DE'],
  US: ['CA'],
}

export function allowedCountriesId(tenant: Tenant): string {
  return guid(tenant.id, 'named location', 'countries')
}

export function seedNamedLocations(tenant: Tenant): Entity[] {
  if (!hasPremium(tenant, 'P1')) return []
  return [headquarters(tenant), ...branch(tenant), countries(tenant)]
}

function times(tenant: Tenant, seed: string): { createdDateTime: string; modifiedDateTime: string } {
  const created = new Date(tenant.begunAt.getTime() - (90 + pick(300, tenant.id, seed)) * DAY)
  return {
    createdDateTime: directoryTime(created),
    modifiedDateTime: directoryTime(new Date(created.getTime() + pick(80, tenant.id, seed, 'modified') * DAY)),
  }
}

/** Addresses are from the ranges kept for documentation. https://www.rfc-editor.org/rfc/rfc5737 */
function headquarters(tenant: Tenant): Entity {
  return complete('namedLocation', {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: guid(tenant.id, 'named location', 'headquarters'),
    displayName: 'Headquarters',
    ...times(tenant, 'headquarters'),
    isTrusted: tenant.good('the office is a trusted location'),
    ipRanges: [
      {
        '@odata.type': '#microsoft.graph.iPv4CidrRange',
        cidrAddress: `203.0.113.${pick(16, tenant.id, 'address') * 16}/28`,
      },
      { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8:1200::/48' },
    ],
  })
}

function branch(tenant: Tenant): Entity[] {
  if (tenant.headcount.users < 100) return []
  const office = complete('namedLocation', {
    '@odata.type': '#microsoft.graph.ipNamedLocation',
    id: guid(tenant.id, 'named location', 'branch'),
    displayName: 'Branch office and VPN',
    ...times(tenant, 'branch'),
    isTrusted: false,
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.64/27' }],
  })
  return [office]
}

function countries(tenant: Tenant): Entity {
  return complete('namedLocation', {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    id: allowedCountriesId(tenant),
    displayName: 'Countries we work in',
    ...times(tenant, 'countries'),
    countriesAndRegions: [tenant.country, ...(NEIGHBOURS[tenant.country] ?? [])],
    countryLookupMethod: 'clientIpAddress',
    includeUnknownCountriesAndRegions: false,
  })
}
