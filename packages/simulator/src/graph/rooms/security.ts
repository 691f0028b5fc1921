import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { guid, pick } from '../../world/ids.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity, Tenant } from '../../world/model.js'
import { collection, type Room } from '../room.js'

const DAY = 86_400_000

/** One score a day, newest first. */
function secureScores(tenant: Tenant, now: Date): Entity[] {
  const people = tenant.set('users').view().size
  return Array.from({ length: 90 }, (_, age) => {
    const day = new Date(now.getTime() - age * DAY)
    const date = day.toISOString().slice(0, 10)
    return {
      id: `${tenant.id}_${date}`,
      activeUserCount: people,
      averageComparativeScores: [{ averageScore: 46.2, basis: 'AllTenants' }],
      azureTenantId: tenant.id,
      controlScores: [
        {
          controlCategory: 'Identity',
          controlName: 'AdminMFAV2',
          description: 'Multifactor authentication for administrative roles',
          score: pick(11, tenant.id, 'admin-mfa'),
        },
        {
          controlCategory: 'Identity',
          controlName: 'BlockLegacyAuthentication',
          description: 'Legacy authentication is blocked',
          score: pick(9, tenant.id, 'legacy'),
        },
      ],
      createdDateTime: `${date}T00:00:00Z`,
      currentScore: Math.max(0, tenant.secureScore - Math.floor(age / 12)),
      enabledServices: ['HasExchange', 'HasSharePoint'],
      licensedUserCount: people,
      maxScore: 100,
      vendorInformation: { provider: 'SecureScore', providerVersion: null, subProvider: null, vendor: 'Microsoft' },
    }
  })
}

/** Without Entra ID P1 there are no policies to list. */
function conditionalAccessPolicies(tenant: Tenant): Entity[] {
  if (!hasPremium(tenant, 'P1')) return []
  const policy = (name: string, state: string, clientAppTypes: string[], builtInControls: string[]): Entity => ({
    id: guid(tenant.id, 'conditional-access', name),
    createdDateTime: directoryTime(tenant.createdAt),
    modifiedDateTime: null,
    displayName: name,
    state,
    conditions: {
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
      clientAppTypes,
      users: { includeUsers: ['All'], excludeUsers: [], includeGroups: [], excludeGroups: [] },
    },
    grantControls: { operator: 'OR', builtInControls, customAuthenticationFactors: [], termsOfUse: [] },
    sessionControls: null,
  })
  const enforced = pick(3, tenant.id, 'mfa-policy') > 0 ? 'enabled' : 'enabledForReportingButNotEnforced'
  return [
    policy('Require multifactor authentication', enforced, ['all'], ['mfa']),
    policy('Block legacy authentication', 'enabled', ['exchangeActiveSync', 'other'], ['block']),
  ]
}

function rules(type: string, defaultPage: number, maxPage: number) {
  return { type, defaults: propertyNames(type), defaultPage, maxPage }
}

export const securityRooms: Room[] = [
  collection('/security/secureScores', rules('secureScore', 90, 999), ({ tenant, now }) => secureScores(tenant, now)),
  collection('/identity/conditionalAccess/policies', rules('conditionalAccessPolicy', 100, 999), ({ tenant }) =>
    conditionalAccessPolicies(tenant),
  ),
]
