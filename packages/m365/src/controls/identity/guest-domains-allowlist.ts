import { defineControl, fail, manual, pass } from '@tenantry/core'
import { legacyPolicies } from '../../resources/sts-policies.js'

interface Lists {
  allowed: string[]
  blocked: string[]
}

/** The definition is JSON in a text; one that cannot be read names no domain. */
function domainsOf(definition: string): Lists {
  let parsed: unknown
  try {
    parsed = JSON.parse(definition)
  } catch {
    return { allowed: [], blocked: [] }
  }
  const policy = (
    parsed as {
      B2BManagementPolicy?: {
        InvitationsAllowedAndBlockedDomainsPolicy?: { AllowedDomains?: unknown; BlockedDomains?: unknown }
      }
    } | null
  )?.B2BManagementPolicy?.InvitationsAllowedAndBlockedDomainsPolicy
  return { allowed: texts(policy?.AllowedDomains), blocked: texts(policy?.BlockedDomains) }
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : []
}

export const invitationsToNamedDomains = defineControl({
  id: 'entra-guest-domains-allowlist',
  title: 'Guests are invited from named domains only',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A list of partners keeps an invitation from going to a stranger with a similar name.',
  remediation: {
    steps: [
      'Open External Identities › External collaboration settings of the Microsoft Entra admin center.',
      'Allow invitations only to the domains that you list.',
    ],
    link: 'https://learn.microsoft.com/entra/external-id/allow-deny-list',
    impact: 'Guests of other domains cannot be invited; those who are here stay.',
  },
  needs: {},
  wants: { policies: legacyPolicies },
  evaluate({ policies }) {
    // Only beta tells, and only to apps that may read policies; without it a person can look.
    if (!policies)
      return manual('Whether a list of domains is set has to be looked up in the external collaboration settings.')
    const lists = policies
      .filter(({ type }) => type === 'B2BManagementPolicy')
      .flatMap(({ definition }) => definition.map(domainsOf))
    const allowed = lists.flatMap((list) => list.allowed)
    const blocked = lists.flatMap((list) => list.blocked)
    const evidence = [
      {
        object: 'External collaboration settings',
        property: 'AllowedDomains',
        value: allowed,
        expected: 'at least one domain',
        ok: allowed.length > 0,
      },
    ]
    if (allowed.length > 0) return pass(`Guests are invited from ${allowed.length} named domains only.`, { evidence })
    return fail(
      blocked.length > 0
        ? 'Guests are invited from every domain but those that are blocked.'
        : 'Guests are invited from every domain.',
      { evidence },
    )
  },
})
