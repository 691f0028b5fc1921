import { directoryTime } from '../directory.js'
import { choose, guid, pick } from '../ids.js'
import { hasPremium } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { baseline, type BaselinePolicy, mistakes } from './conditional-access-baseline.js'
import { emergencyAccounts } from './emergency-accounts.js'
import { hasProduct } from './licensed.js'
import { ADMIN_ROLES } from './well-known.js'

const DAY = 86_400_000

/** Without Entra ID P1 there are no policies. */
export function seedConditionalAccessPolicies(tenant: Tenant): Entity[] {
  if (!hasPremium(tenant, 'P1')) return []
  const emergency = emergencyAccounts(tenant)
  const licensed = (policy: BaselinePolicy) => isLicensed(tenant, policy)
  const wanted = baseline.filter(licensed).flatMap((policy) => {
    if (tenant.good(policy.setting)) return [write(tenant, policy, 'enabled', emergency)]
    const state = neglected(tenant, policy)
    return state === undefined ? [] : [write(tenant, policy, state, emergency)]
  })
  const wrong = mistakes.filter((policy) => licensed(policy) && !tenant.good(policy.setting))
  return [
    ...wanted,
    ...wrong.map((policy) => write(tenant, policy, 'enabled', emergency)),
    managedByMicrosoft(tenant, emergency),
  ]
}

function isLicensed(tenant: Tenant, { needs }: BaselinePolicy): boolean {
  if (needs === undefined) return true
  return needs === 'P2' ? hasPremium(tenant, 'P2') : hasProduct(tenant, needs)
}

/** What has become of a rule that does not do its work: it is missing, on trial, switched off, or full of holes. */
function neglected(tenant: Tenant, { setting }: BaselinePolicy): string | undefined {
  const missing = Array.from({ length: tenant.posture === 'poor' ? 8 : 2 }, () => undefined)
  return choose(
    [...missing, 'enabledForReportingButNotEnforced', 'disabled', 'enabled'],
    tenant.id,
    'neglected',
    setting,
  )
}

function write(tenant: Tenant, policy: BaselinePolicy, state: string, emergency: string[]): Entity {
  const created = new Date(tenant.begunAt.getTime() - (60 + pick(500, tenant.id, policy.setting, 'created')) * DAY)
  const modified = new Date(created.getTime() + pick(60, tenant.id, policy.setting, 'modified') * DAY)
  return complete('conditionalAccessPolicy', {
    id: guid(tenant.id, 'conditional access', policy.setting),
    createdDateTime: directoryTime(created),
    modifiedDateTime: modified > created ? directoryTime(modified) : null,
    displayName: nameOf(tenant, policy),
    state,
    conditions: conditions(tenant, policy, emergency),
    grantControls: policy.grant ?? null,
    sessionControls: policy.session ?? null,
  })
}

/** Every tenant has its own habit of naming. */
function nameOf(tenant: Tenant, { names: [plain, coded] }: BaselinePolicy): string {
  const all = [...baseline, ...mistakes]
  const number = String(1 + all.findIndex(({ names }) => names[0] === plain)).padStart(3, '0')
  return choose([plain, `CA${number}: ${plain}`, `CA${number}-${coded}`, coded], tenant.id, 'names of policies')
}

function conditions(tenant: Tenant, policy: BaselinePolicy, emergency: string[]): Record<string, unknown> {
  const { users, ...others } = policy.conditions(tenant)
  const people = users as Record<string, unknown>
  return {
    clientAppTypes: ['all'],
    ...others,
    users: policy.workload ? people : { ...people, ...exclusions(tenant, policy, emergency) },
  }
}

/** The accounts for emergencies stay out of every rule; badly run tenants leave out others as well, and forget them. */
function exclusions(tenant: Tenant, { setting }: BaselinePolicy, emergency: string[]): Record<string, string[]> {
  const excludeUsers = tenant.good('emergency accounts are kept out of every rule') ? [...emergency] : []
  const lax = !tenant.good(setting) || (!tenant.good('rules have no exceptions') && pick(4, tenant.id, setting) === 0)
  if (lax) excludeUsers.push(somebody(tenant, setting))
  if (!tenant.good('rules name nobody who is gone') && pick(5, tenant.id, setting, 'gone') === 0) {
    excludeUsers.push(guid(tenant.id, 'a user who was deleted', setting))
  }
  const group = lax && pick(3, tenant.id, setting, 'group') === 0 ? firstGroup(tenant) : undefined
  return { excludeUsers: [...new Set(excludeUsers)], ...(group ? { excludeGroups: [group] } : {}) }
}

function somebody(tenant: Tenant, setting: string): string {
  const { seed } = tenant.set('users')
  return seed.at(pick(Math.min(seed.size, 60), tenant.id, setting, 'exception')).id
}

function firstGroup(tenant: Tenant): string | undefined {
  const { seed } = tenant.set('groups')
  return seed.size > 0 ? seed.at(pick(Math.min(seed.size, 8), tenant.id, 'exception')).id : undefined
}

/** Microsoft adds rules of its own, on trial at first. https://learn.microsoft.com/entra/identity/conditional-access/managed-policies */
function managedByMicrosoft(tenant: Tenant, emergency: string[]): Entity {
  return complete('conditionalAccessPolicy', {
    id: guid(tenant.id, 'conditional access', 'managed by Microsoft'),
    templateId: 'c7503427-338e-4c5e-902d-abe252abfb43',
    createdDateTime: directoryTime(new Date(tenant.begunAt.getTime() - 240 * DAY)),
    displayName: 'Microsoft-managed: Multifactor authentication for admins accessing Microsoft Admin Portals',
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['MicrosoftAdminPortals'] },
      users: { includeRoles: ADMIN_ROLES, excludeUsers: emergency },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    sessionControls: null,
  })
}
