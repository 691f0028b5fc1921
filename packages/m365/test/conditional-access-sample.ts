interface Conditions {
  users?: Record<string, unknown>
  applications?: Record<string, unknown>
  [condition: string]: unknown
}

interface PolicyChanges {
  conditions?: Conditions
  grantControls?: Record<string, unknown> | null
  [property: string]: unknown
}

/** A Conditional Access policy as Graph writes it: enforced, for everyone and everything, that blocks. */
export function conditionalAccessPolicy({ conditions = {}, ...changes }: PolicyChanges = {}) {
  const { users = {}, applications = {}, ...others } = conditions
  return {
    id: '5f9b2c1e-6d0a-4c59-9b43-0c6f2f8f1a01',
    displayName: 'Everyone',
    state: 'enabled',
    conditions: {
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
        ...users,
      },
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [], ...applications },
      clientAppTypes: ['all'],
      userRiskLevels: [],
      signInRiskLevels: [],
      locations: null,
      platforms: null,
      devices: null,
      ...others,
    },
    grantControls: { operator: 'OR', builtInControls: ['block'], authenticationStrength: null },
    sessionControls: null,
    ...changes,
  }
}

/** A snapshot that holds nothing but these Conditional Access policies. */
export function withPolicies(...policies: unknown[]) {
  return { '/identity/conditionalAccess/policies': policies }
}
