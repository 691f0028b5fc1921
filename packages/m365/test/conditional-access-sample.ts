import { z } from 'zod'
import {
  conditionalAccessPolicies,
  type ConditionalAccessPolicy,
} from '../src/resources/conditional-access-policies.js'

export interface Conditions {
  users?: Record<string, unknown>
  applications?: Record<string, unknown>
  [condition: string]: unknown
}

export interface PolicyChanges {
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

/** The sample as controls see it. */
export function parsedPolicy(changes: PolicyChanges = {}): ConditionalAccessPolicy {
  const [policy] = z.parse(conditionalAccessPolicies.schema, [conditionalAccessPolicy(changes)])
  if (!policy) throw new Error('The sample is no policy')
  return policy
}

/** A snapshot that holds nothing but these Conditional Access policies. */
export function withPolicies(...policies: unknown[]) {
  return { '/identity/conditionalAccess/policies': policies }
}

/** What a policy grants access by: any one of these controls, or what else is said. */
export function granting(builtInControls: string[], changes: Record<string, unknown> = {}) {
  return { operator: 'OR', builtInControls, authenticationStrength: null, ...changes }
}

/** A strength that these combinations of methods reach, and nothing else. */
export function strength(...allowedCombinations: string[]) {
  return granting([], { authenticationStrength: { allowedCombinations } })
}

/** Ids of Entra's eight highly privileged roles. */
export const PRIVILEGED_ROLES = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
]

/** Subscriptions that bring these service plans. */
export function subscriptions(...plans: string[]) {
  return {
    '/subscribedSkus': [
      {
        skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
        skuPartNumber: 'SPE_E5',
        capabilityStatus: 'Enabled',
        servicePlans: plans.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })),
      },
    ],
  }
}
