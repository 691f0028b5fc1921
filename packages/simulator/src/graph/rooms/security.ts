import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { guid, pick } from '../../world/ids.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity, PremiumFeature, Tenant } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, type Room } from '../room.js'

const DAY = 86_400_000

/** Entra's logs and reports need a premium licence, each feature with a refusal of its own. */
function requirePremium(feature: PremiumFeature) {
  return ({ tenant }: GraphCall): void => {
    if (hasPremium(tenant, feature)) return
    throw new GraphError(feature === 'P1' ? 'nonPremiumTenant' : 'notLicensed')
  }
}

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

function signIns({ tenant }: GraphCall): Entity[] {
  return [...tenant.set('users').view()]
    .filter((user) => user['signInActivity'])
    .map((user): Entity => {
      const activity = user['signInActivity'] as { lastSignInDateTime: string; lastSignInRequestId: string }
      return {
        id: activity.lastSignInRequestId,
        appDisplayName: 'Office 365 Exchange Online',
        appId: '00000002-0000-0ff1-ce00-000000000000',
        clientAppUsed: 'Browser',
        conditionalAccessStatus: 'success',
        correlationId: guid(user.id, 'correlation'),
        createdDateTime: activity.lastSignInDateTime,
        ipAddress: '192.0.2.10',
        isInteractive: true,
        resourceDisplayName: 'Office 365 Exchange Online',
        riskDetail: 'none',
        riskLevelAggregated: 'none',
        riskLevelDuringSignIn: 'none',
        riskState: 'none',
        status: { additionalDetails: null, errorCode: 0, failureReason: 'Other.' },
        userDisplayName: user['displayName'],
        userId: user.id,
        userPrincipalName: user['userPrincipalName'],
      }
    })
    .sort((a, b) => String(b['createdDateTime']).localeCompare(String(a['createdDateTime'])))
}

function registrationDetails({ tenant, now }: GraphCall): Entity[] {
  return [...tenant.set('users').view()]
    .filter((user) => user['accountEnabled'] === true)
    .map((user, index) => {
      const registered = pick(10, user.id, 'mfa') < 7
      return {
        id: user.id,
        defaultMfaMethod: registered ? 'microsoftAuthenticatorPush' : 'none',
        isAdmin: index < 3,
        isMfaCapable: registered,
        isMfaRegistered: registered,
        isPasswordlessCapable: false,
        isSsprCapable: registered,
        isSsprEnabled: true,
        isSsprRegistered: registered,
        isSystemPreferredAuthenticationMethodEnabled: true,
        lastUpdatedDateTime: directoryTime(now),
        methodsRegistered: registered ? ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'] : [],
        systemPreferredAuthenticationMethods: [],
        userDisplayName: user['displayName'],
        userPreferredMethodForSecondaryAuthentication: registered ? 'push' : 'none',
        userPrincipalName: user['userPrincipalName'],
        userType: user['userType'] === 'Guest' ? 'guest' : 'member',
      }
    })
}

function riskyUsers({ tenant, now }: GraphCall): Entity[] {
  return [...tenant.set('users').view()]
    .filter((user) => pick(40, user.id, 'risk') === 0)
    .map((user) => ({
      id: user.id,
      isDeleted: false,
      isProcessing: false,
      riskDetail: 'none',
      riskLastUpdatedDateTime: directoryTime(new Date(now.getTime() - 2 * DAY)),
      riskLevel: 'medium',
      riskState: 'atRisk',
      userDisplayName: user['displayName'],
      userPrincipalName: user['userPrincipalName'],
    }))
}

function rules(type: string, defaultPage: number, maxPage: number) {
  return { type, defaults: propertyNames(type), defaultPage, maxPage }
}

export const securityRooms: Room[] = [
  collection('/security/secureScores', rules('secureScore', 90, 999), ({ tenant, now }) => secureScores(tenant, now)),
  collection('/identity/conditionalAccess/policies', rules('conditionalAccessPolicy', 100, 999), ({ tenant }) =>
    conditionalAccessPolicies(tenant),
  ),
  collection('/auditLogs/signIns', { ...rules('signIn', 1000, 1000), refuses: ['$select'] }, signIns, {
    before: requirePremium('P1'),
  }),
  collection(
    '/reports/authenticationMethods/userRegistrationDetails',
    rules('userRegistrationDetails', 100, 999),
    registrationDetails,
    { before: requirePremium('P1') },
  ),
  collection('/identityProtection/riskyUsers', rules('riskyUser', 100, 500), riskyUsers, {
    before: requirePremium('P2'),
  }),
]
