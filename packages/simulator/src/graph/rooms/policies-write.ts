import { readBody } from '../../odata/body.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { type GraphReply, noContent } from '../reply.js'
import type { GraphCall, Room } from '../room.js'
import { mergedChanges } from './merge.js'
import { policyTarget } from '../../world/policies/policy-target.js'
import { methodWriteRooms } from './policies-methods-write.js'

interface WriteFacts {
  set: string
  type: string
  activity: string
  category?: string
  service?: string
  readOnly?: string[]
  validate?: (call: GraphCall, changes: Record<string, unknown>, before: Entity) => void
}

/** Changes the one object of a set, and notes who did. */
function updateOnly(call: GraphCall, facts: WriteFacts): GraphReply {
  const [before] = call.tenant.set(facts.set).view()
  if (!before) throw new GraphError('notFound', { value: facts.set })
  const changes = mergedChanges(before, readBody(call, facts.type, { readOnly: facts.readOnly ?? ['id'] }))
  facts.validate?.(call, changes, before)
  const after = call.tenant.set(facts.set).update(before.id, changes, call.now.getTime())
  const { activity, category = 'Policy', service } = facts
  audit(call, {
    activity,
    category,
    ...(service === undefined ? {} : { service }),
    targets: [policyTarget(after, { before, after })],
  })
  return noContent()
}

function patchOnly(path: string, facts: WriteFacts, more: Partial<Room> = {}): Room {
  return { method: 'PATCH', path, ...more, answer: (call) => updateOnly(call, facts) }
}

/** https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions */
const GUEST_ROLES = [
  'a0b1b346-4d3e-4e8b-98f8-753987be4970',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  '2af84b1e-32c8-42b7-82bc-daa82404023b',
]

const authorizationPolicy: WriteFacts = {
  set: 'authorizationPolicy',
  type: 'authorizationPolicy',
  activity: 'Update authorization policy',
  category: 'AuthorizationPolicy',
  validate(call, { guestUserRoleId, defaultUserRolePermissions }) {
    if (guestUserRoleId !== undefined && !GUEST_ROLES.includes((guestUserRoleId as string).toLowerCase())) {
      throw new GraphError('badRequest', { value: 'The guest user role id is not valid.' })
    }
    const permissions = defaultUserRolePermissions as { permissionGrantPoliciesAssigned?: string[] } | undefined
    for (const assigned of permissions?.permissionGrantPoliciesAssigned ?? []) requireGrantPolicy(call, assigned)
  },
}

/** `ManagePermissionGrantsForSelf.{id}`; those that Microsoft manages by itself are not listed. */
function requireGrantPolicy(call: GraphCall, assigned: string): void {
  const [, scope, id = ''] = /^ManagePermissionGrantsFor(Self|OwnedResource)\.(.+)$/i.exec(assigned) ?? []
  const known = call.tenant.set('permissionGrantPolicies').view().get(id) !== undefined
  if (scope !== undefined && (known || id.startsWith('microsoft-dynamically-managed-'))) return
  throw new GraphError('badRequest', { value: `The permission grant policy '${assigned}' does not exist.` })
}

const securityDefaults: WriteFacts = {
  set: 'securityDefaults',
  type: 'identitySecurityDefaultsEnforcementPolicy',
  activity: 'Update security defaults',
  readOnly: ['id', 'displayName', 'description'],
  validate(call, { isEnabled }) {
    const policies = [...call.tenant.set('conditionalAccessPolicies').view()]
    if (isEnabled !== true || !policies.some(({ state }) => state === 'enabled')) return
    throw new GraphError('invalidQuery', {
      value: 'Security defaults cannot be enabled while Conditional Access policies are enabled in the tenant.',
    })
  },
}

/** Replaced whole. https://learn.microsoft.com/graph/api/adminconsentrequestpolicy-update */
const adminConsentRequestPolicy: Room = {
  method: 'PUT',
  path: '/policies/adminConsentRequestPolicy',
  answer: (call) =>
    updateOnly(call, {
      set: 'adminConsentRequestPolicy',
      type: 'adminConsentRequestPolicy',
      activity: 'Update policy',
      readOnly: ['id', 'version'],
      validate(_call, changes, before) {
        for (const name of ['isEnabled', 'notifyReviewers', 'remindersEnabled', 'requestDurationInDays', 'reviewers']) {
          if (changes[name] === undefined) {
            throw new GraphError('badRequest', { value: `A value is required for property '${name}'.` })
          }
        }
        const days = Number(changes['requestDurationInDays'])
        const reviewers = changes['reviewers'] as unknown[]
        if (changes['isEnabled'] === true && (days < 1 || days > 60 || reviewers.length === 0)) {
          throw new GraphError('badRequest', {
            value: 'The admin consent request policy needs reviewers and a duration.',
          })
        }
        changes['version'] = Number(before['version']) + 1
      },
    }),
}

export const policyWriteRooms: Room[] = [
  patchOnly('/policies/authorizationPolicy', authorizationPolicy, { versions: ['v1.0'] }),
  patchOnly('/policies/authorizationPolicy/authorizationPolicy', authorizationPolicy, { versions: ['beta'] }),
  patchOnly('/policies/identitySecurityDefaultsEnforcementPolicy', securityDefaults),
  adminConsentRequestPolicy,
  ...methodWriteRooms,
]
