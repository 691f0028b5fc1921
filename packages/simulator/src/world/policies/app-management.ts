import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { complete, completeObject } from './complete.js'

type Part = Record<string, unknown>

/** For every application, however old. */
const ALWAYS = '0001-01-01T00:00:00Z'

function restriction(restrictionType: string, state: string, maxLifetime: string | null): Part {
  return {
    restrictionType,
    state,
    maxLifetime,
    restrictForAppsCreatedAfterDateTime: ALWAYS,
    excludeActors: null,
  }
}

function credentials({ good }: Tenant): { passwordCredentials: Part[]; keyCredentials: Part[] } {
  const noPasswords = good('applications get no new passwords') ? 'enabled' : 'disabled'
  const short = good('passwords of applications are short-lived')
  return {
    passwordCredentials: [
      restriction('passwordAddition', noPasswords, null),
      restriction('passwordLifetime', 'enabled', short ? 'P180D' : 'P730D'),
      restriction('symmetricKeyAddition', noPasswords, null),
      restriction('symmetricKeyLifetime', 'enabled', short ? 'P180D' : 'P730D'),
      restriction('customPasswordAddition', 'enabled', null),
    ],
    keyCredentials: [
      restriction(
        'asymmetricKeyLifetime',
        'enabled',
        good('certificates of applications are short-lived') ? 'P365D' : 'P1095D',
      ),
    ],
  }
}

export function seedDefaultAppManagementPolicy(tenant: Tenant): Entity[] {
  const isEnabled = tenant.good('credentials of applications are restricted')
  const restrictions = isEnabled ? credentials(tenant) : { passwordCredentials: [], keyCredentials: [] }
  return [
    complete('tenantAppManagementPolicy', {
      id: NO_ID,
      displayName: 'Default app management tenant policy',
      description:
        'Default tenant policy that enforces app management restrictions on applications and service principals.',
      isEnabled,
      applicationRestrictions: { ...restrictions, identifierUris: null },
      servicePrincipalRestrictions: restrictions,
    }),
  ]
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** Exceptions for single applications. */
export function seedAppManagementPolicies(tenant: Tenant): Entity[] {
  if (tenant.good('no application is excepted from credential rules')) return []
  const policy = complete('appManagementPolicy', {
    id: guid(tenant.id, 'app management policy'),
    displayName: 'Exception for the legacy ERP connector',
    description: 'Its vendor supports client secrets only.',
    isEnabled: true,
    restrictions: completeObject('customAppManagementConfiguration', {
      passwordCredentials: [restriction('passwordAddition', 'disabled', null)],
      keyCredentials: [],
      applicationRestrictions: null,
    }),
  })
  return [policy]
}

/** Ids of the applications that have a policy of their own. */
export function appliesTo(tenant: Tenant, policyId: string): string[] {
  if (!tenant.set('appManagementPolicies').view().get(policyId)) return []
  const { seed } = tenant.set('applications')
  return seed.size > 0 ? [seed.at(seed.size - 1).id] : []
}
