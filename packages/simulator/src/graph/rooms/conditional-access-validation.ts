import { directoryRoles } from '../../world/roles.js'
import { hasPremium } from '../../world/licences.js'
import { APPS } from '../../world/policies/well-known.js'
import { GraphError } from '../graph-error.js'
import type { GraphCall } from '../room.js'

type Part = Record<string, unknown>

/** A policy must say whom it is for, what it is for, and what it does; what it named before it may go on naming. https://learn.microsoft.com/graph/api/conditionalaccessroot-post-policies */
export function validatePolicy(call: GraphCall, policy: Part, before: Part = {}): void {
  const conditions = part(policy['conditions'])
  const [users, applications] = [part(conditions['users']), part(conditions['applications'])]
  const workload = conditions['clientApplications'] !== null && conditions['clientApplications'] !== undefined
  if (!workload && !anyOf(users, ['includeUsers', 'includeGroups', 'includeRoles', 'includeGuestsOrExternalUsers'])) {
    throw malformed()
  }
  if (!anyOf(applications, TARGETS)) throw malformed()
  if (TARGETS.filter((name) => anyOf(applications, [name])).length > 1) {
    throw refused(
      "1012: 'applications' condition cannot include both 'includeApplications' and 'includeUserActions'/'includeProtectionLevels'. Please remove one of the conditions.",
    )
  }
  validateControls(policy, conditions, applications)
  validateReferences(call, policy, { conditions, known: JSON.stringify(before['conditions'] ?? null) })
  validateRisk(call, conditions)
  requireNoSecurityDefaults(call, policy)
}

const TARGETS = ['includeApplications', 'includeUserActions', 'includeAuthenticationContextClassReferences']

function part(value: unknown): Part {
  return typeof value === 'object' && value !== null ? (value as Part) : {}
}

function texts(holder: Part, name: string): string[] {
  const value = holder[name]
  return Array.isArray(value) ? value.map(String) : []
}

function anyOf(holder: Part, names: string[]): boolean {
  return names.some((name) => {
    const value = holder[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
  })
}

function malformed(): GraphError {
  return refused(
    '1007: Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. For examples, please see API documentation at https://docs.microsoft.com/en-us/graph/api/conditionalaccessroot-post-policies?view=graph-rest-1.0.',
  )
}

function refused(value: string): GraphError {
  return new GraphError('invalidQuery', { value })
}

function invalid(reason: string): GraphError {
  return refused(`1032: ConditionalActionPolicy validation failed due to ${reason}.`)
}

function validateControls(policy: Part, conditions: Part, applications: Part): void {
  const [grant, session] = [part(policy['grantControls']), part(policy['sessionControls'])]
  const controls = texts(grant, 'builtInControls')
  const grants =
    controls.length > 0 || anyOf(grant, ['authenticationStrength', 'termsOfUse', 'customAuthenticationFactors'])
  if (!grants && Object.values(session).every((control) => control === null || control === false)) throw malformed()
  if (grants && !['AND', 'OR'].includes(String(grant['operator']))) throw invalid('InvalidControlOperator')
  if (controls.includes('block') && (controls.length > 1 || anyOf(grant, ['authenticationStrength']))) {
    throw invalid('InvalidBlockControl')
  }
  if (controls.includes('mfa') && anyOf(grant, ['authenticationStrength'])) {
    throw invalid('AuthenticationStrengthCannotBeUsedWithMfa')
  }
  const everything = texts(applications, 'includeApplications').includes('All')
  const changesPassword = controls.includes('passwordChange')
  const risky = texts(conditions, 'userRiskLevels').length > 0
  const both = grant['operator'] === 'AND' && (controls.includes('mfa') || anyOf(grant, ['authenticationStrength']))
  if (changesPassword && !(everything && risky && both)) throw invalid('InvalidPasswordResetControl')
  if (anyOf(session, ['persistentBrowser']) && !everything) {
    throw invalid('InvalidConditionsForPersistentBrowserSessionMode')
  }
}

/** Whoever and whatever a policy names has to exist. */
function validateReferences(call: GraphCall, policy: Part, facts: { conditions: Part; known: string }): void {
  const { tenant } = call
  const { conditions, known } = facts
  const exists = (set: string) => (id: string) =>
    known.includes(`"${id}"`) || tenant.set(set).view().get(id) !== undefined
  const [users, applications] = [part(conditions['users']), part(conditions['applications'])]
  const knownApps = new Set(Object.values(APPS))
  const roleIds = new Set(Object.values(directoryRoles))
  const application = (id: string) =>
    knownApps.has(id) || known.includes(id) || tenant.set('servicePrincipals').view().find('appId', id) !== undefined
  check(users, 'Users', ['All', 'None', 'GuestsOrExternalUsers'], exists('users'))
  check(users, 'Groups', [], exists('groups'))
  check(users, 'Roles', [], (id) => roleIds.has(id))
  check(applications, 'Applications', ['All', 'None', 'Office365', 'MicrosoftAdminPortals'], application)
  check(part(conditions['locations']), 'Locations', ['All', 'AllTrusted', MFA_TRUSTED_IPS], exists('namedLocations'))
  const strength = part(part(policy['grantControls'])['authenticationStrength'])['id'] as string | undefined
  if (strength !== undefined && !exists('authenticationStrengthPolicies')(strength)) {
    throw refused(`1011: Policy contains an invalid authentication strength: '${strength}'.`)
  }
}

/** Stands for the trusted addresses of the old per-user multifactor authentication. */
const MFA_TRUSTED_IPS = '00000000-0000-0000-0000-000000000000'

function check(holder: Part, kind: string, words: string[], exists: (id: string) => boolean): void {
  for (const name of [`include${kind}`, `exclude${kind}`]) {
    const unknown = texts(holder, name).filter((id) => !words.includes(id) && !exists(id.toLowerCase()))
    if (unknown.length > 0)
      throw refused(`1011: Policy contains invalid ${kind.toLowerCase()}: '${unknown.join(', ')}'.`)
  }
}

function validateRisk({ tenant }: GraphCall, conditions: Part): void {
  const levels = ['userRiskLevels', 'signInRiskLevels', 'servicePrincipalRiskLevels', 'agentIdRiskLevels']
  if (anyOf(conditions, levels) && !hasPremium(tenant, 'P2')) throw new GraphError('notLicensed')
}

/** https://learn.microsoft.com/entra/fundamentals/security-defaults#disabling-security-defaults */
function requireNoSecurityDefaults({ tenant }: GraphCall, policy: Part): void {
  const [defaults] = tenant.set('securityDefaults').view()
  if (policy['state'] !== 'enabled' || defaults?.['isEnabled'] !== true) return
  throw refused(
    'Security Defaults is enabled in the tenant. You must disable Security defaults before enabling a Conditional Access policy.',
  )
}
