import { defineControl, fail, pass } from '@tenantry/core'
import { type NamedLocation, namedLocations } from '../../resources/named-locations.js'
import { listSome } from './wording.js'

export const namedLocation = defineControl({
  id: 'entra-ca-named-location',
  title: 'The networks of the organization are known as trusted',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Policies and risk detection can tell usual from unusual places only when the usual ones are named.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open Conditional Access › Named locations, and add a location of IP ranges.',
      'Enter the public addresses of the offices, and mark the location as trusted.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network',
    impact: 'Sign-ins from these addresses count as less risky, so add nothing that others can use.',
  },
  needs: { locations: namedLocations },
  evaluate({ locations }) {
    const trusted = locations.filter(isTrusted)
    const evidence = (trusted.length > 0 ? trusted : locations).map((location) => ({
      object: nameOf(location),
      id: location.id,
      property: 'isTrusted',
      value: location.isTrusted ?? null,
      expected: 'true, with at least one range of addresses',
      ok: isTrusted(location),
    }))
    return trusted.length > 0
      ? pass(`${listSome(trusted.map(nameOf))} ${trusted.length === 1 ? 'is' : 'are'} trusted.`, { evidence })
      : fail(`None of ${locations.length} named locations is a trusted range of addresses.`, { evidence })
  },
})

function isTrusted({ isTrusted: marked, ipRanges }: NamedLocation): boolean {
  return marked === true && (ipRanges?.length ?? 0) > 0
}

function nameOf({ displayName, id }: NamedLocation): string {
  return displayName || id
}
