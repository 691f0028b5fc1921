import { isDeepStrictEqual } from 'node:util'
import { recordAudit } from '../audits.js'
import { directoryTime } from '../directory.js'
import { pick } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { SELF_CONSENT } from './authorization-policy.js'
import { emergencyAccounts } from './emergency-accounts.js'
import { policyTarget } from './policy-target.js'

/** One edit: the object it was made to, what it was before, and the entry of the audit log that tells of it. */
export interface Drift {
  kind: DriftKind
  set: string
  before: Entity
  after: Entity
  audit: Entity
}

interface Edit {
  /** What somebody did. */
  title: string
  set: string
  activity: string
  category?: string
  service?: string
  /** The object to edit; undefined where there is nothing to. */
  find(objects: Entity[], tenant: Tenant): Entity | undefined
  change(object: Entity, tenant: Tenant): Record<string, unknown>
}

type Part = Record<string, unknown>

const part = (value: unknown): Part => (value ?? {}) as Part
const first = (objects: Entity[]): Entity | undefined => objects[0]
const enabled = (objects: Entity[]): Entity | undefined => objects.find(({ state }) => state === 'enabled')

const CONDITIONAL_ACCESS = {
  set: 'conditionalAccessPolicies',
  activity: 'Update conditional access policy',
  service: 'Conditional Access',
}

const AUTHORIZATION = {
  set: 'authorizationPolicy',
  activity: 'Update authorization policy',
  category: 'AuthorizationPolicy',
}

/** A rule for everyone, with its exclusions of users. */
function forEveryone(objects: Entity[]): Entity | undefined {
  return objects.find((policy) => {
    const users = part(part(policy['conditions'])['users'])
    return policy['state'] === 'enabled' && ((users['includeUsers'] ?? []) as string[]).includes('All')
  })
}

function withUsers(policy: Entity, changes: Part): Part {
  const conditions = part(policy['conditions'])
  return { conditions: { ...conditions, users: { ...part(conditions['users']), ...changes } } }
}

function excludedUsers(policy: Entity): string[] {
  return (part(part(policy['conditions'])['users'])['excludeUsers'] ?? []) as string[]
}

/** Somebody who is not excluded yet. */
function newcomer(policy: Entity, tenant: Tenant): string[] {
  const { seed } = tenant.set('users')
  const excluded = excludedUsers(policy)
  const start = pick(Math.max(1, seed.size), tenant.id, 'drift', policy.id)
  for (let step = 0; step < seed.size; step++) {
    const user = seed.at((start + step) % seed.size).id
    if (!excluded.includes(user)) return [user]
  }
  return []
}

function method(policy: Entity, id: string, changes: Part): Part {
  const methods = policy['authenticationMethodConfigurations'] as Entity[]
  return {
    authenticationMethodConfigurations: methods.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  }
}

function permissions(policy: Entity, changes: Part): Part {
  return { defaultUserRolePermissions: { ...part(policy['defaultUserRolePermissions']), ...changes } }
}

/** What administrators do on a day on which nobody looks. */
const edits = {
  reportOnly: {
    ...CONDITIONAL_ACCESS,
    title: 'Switched a Conditional Access policy to report-only',
    find: enabled,
    change: () => ({ state: 'enabledForReportingButNotEnforced' }),
  },
  policyOff: {
    ...CONDITIONAL_ACCESS,
    title: 'Switched a Conditional Access policy off',
    find: enabled,
    change: () => ({ state: 'disabled' }),
  },
  excludedUser: {
    ...CONDITIONAL_ACCESS,
    title: 'Excluded a user from a Conditional Access policy',
    find: forEveryone,
    change: (policy, tenant) =>
      withUsers(policy, { excludeUsers: [...excludedUsers(policy), ...newcomer(policy, tenant)] }),
  },
  trustedLocation: {
    set: 'namedLocations',
    activity: 'Update named location',
    service: 'Conditional Access',
    title: 'Trusted another range of addresses',
    find: (locations) => locations.find((location) => Array.isArray(location['ipRanges'])),
    change: (location) => ({
      isTrusted: true,
      ipRanges: [
        ...(location['ipRanges'] as unknown[]),
        { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' },
      ],
    }),
  },
  userConsent: {
    ...AUTHORIZATION,
    title: 'Let users consent to any application',
    find: first,
    change(policy) {
      const assigned = (part(policy['defaultUserRolePermissions'])['permissionGrantPoliciesAssigned'] ?? []) as string[]
      const others = assigned.filter((name) => !name.startsWith('ManagePermissionGrantsForSelf.'))
      return permissions(policy, { permissionGrantPoliciesAssigned: [...others, SELF_CONSENT.anything] })
    },
  },
  appRegistration: {
    ...AUTHORIZATION,
    title: 'Let users register applications',
    find: first,
    change: (policy) => permissions(policy, { allowedToCreateApps: true }),
  },
  guestInvites: {
    ...AUTHORIZATION,
    title: 'Let everyone invite guests',
    find: first,
    change: () => ({ allowInvitesFrom: 'everyone' }),
  },
  textMessages: {
    set: 'authenticationMethodsPolicy',
    activity: 'Authentication Methods Policy Update',
    service: 'Authentication Methods',
    title: 'Allowed text messages as an authentication method',
    find: first,
    change: (policy) => method(policy, 'Sms', { state: 'enabled' }),
  },
  securityDefaults: {
    set: 'securityDefaults',
    activity: 'Update security defaults',
    title: 'Switched security defaults off',
    find: first,
    change: () => ({ isEnabled: false }),
  },
  adminConsent: {
    set: 'adminConsentRequestPolicy',
    activity: 'Update policy',
    title: 'Switched requests for consent off',
    find: first,
    change: (policy) => ({ isEnabled: false, version: Number(policy['version']) + 1 }),
  },
  openSharing: {
    set: 'sharePointSettings',
    activity: 'Update SharePoint settings',
    service: 'SharePoint',
    title: 'Opened SharePoint to anyone with a link',
    find: first,
    change: () => ({ sharingCapability: 'externalUserAndGuestSharing', sharingDomainRestrictionMode: 'none' }),
  },
  appPasswords: {
    set: 'defaultAppManagementPolicy',
    activity: 'Update policy',
    title: 'Lifted the restrictions on credentials of applications',
    find: first,
    change: () => ({ isEnabled: false }),
  },
} satisfies Record<string, Edit>

export type DriftKind = keyof typeof edits

/** Every edit there is, with what somebody did. */
export const driftKinds = Object.entries(edits).map(([kind, { title }]) => ({ kind: kind as DriftKind, title }))

/** Somebody edits a policy, and the audit log tells of it; undefined where there is nothing to edit, or it is so already. */
export function drift(tenant: Tenant, kind: DriftKind, now: Date): Drift | undefined {
  const edit: Edit = edits[kind]
  const set = tenant.set(edit.set)
  const before = edit.find([...set.view()], tenant)
  if (!before) return undefined
  const changes = edit.change(before, tenant)
  if (isDeepStrictEqual({ ...before, ...changes }, before)) return undefined
  const dated = 'modifiedDateTime' in before ? { modifiedDateTime: directoryTime(now) } : {}
  const after = set.update(before.id, { ...changes, ...dated }, now.getTime())
  const { activity, category = 'Policy', service = 'Core Directory' } = edit
  const targets = [policyTarget(after, { before, after })]
  const audit = recordAudit(tenant, { user: administrator(tenant) }, { activity, category, service, targets }, now)
  return { kind, set: edit.set, before, after, audit }
}

/** The person whom the log names: an administrator, as far as the tenant has one. */
function administrator(tenant: Tenant): { id: string; displayName: string | null; userPrincipalName: string } {
  const users = tenant.set('users')
  const [account = ''] = emergencyAccounts(tenant)
  const user = users.view().get(account) ?? (users.seed.size > 0 ? users.seed.at(0) : undefined)
  return {
    id: user?.id ?? '',
    displayName: (user?.['displayName'] ?? null) as string | null,
    userPrincipalName: (user?.['userPrincipalName'] ?? '') as string,
  }
}
