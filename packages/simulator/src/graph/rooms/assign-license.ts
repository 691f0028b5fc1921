import { isGuid } from '../../world/ids.js'
import { hasPremium } from '../../world/licences.js'
import { licenceProblem } from '../../world/licence-rules.js'
import type { AssignedLicence } from '../../world/licence-seats.js'
import { licenceChanges, settleGroupLicences } from '../../world/group-licences.js'
import { directoryTime } from '../../world/directory.js'
import { findSkuById } from '../../world/licences.js'
import { hasServicePlan, licencesOf, licenceStates } from '../../world/service-plans.js'
import type { Entity } from '../../world/model.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { GraphReply } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'
import { userForWrite } from '../user-key.js'
import { shown, userTarget } from './users-write.js'

const EXCHANGE = /^EXCHANGE_S_(STANDARD|ENTERPRISE|DESKLESS)$/

interface Wanted {
  add: AssignedLicence[]
  remove: string[]
}

function refuse(value: string): GraphError {
  return new GraphError('badRequest', { value })
}

/** https://learn.microsoft.com/graph/api/user-assignlicense: both collections must be there, even when empty. */
function readWanted(call: GraphCall): Wanted {
  const body = call.body()
  const missing = ['addLicenses', 'removeLicenses'].filter((name) => !Array.isArray(body[name]))
  if (missing.length > 0) {
    throw refuse(
      `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${missing.join(', ')}.`,
    )
  }
  const add = (body['addLicenses'] as Record<string, unknown>[]).map((licence) => ({
    skuId: guidOf(licence?.['skuId']),
    disabledPlans: ((licence['disabledPlans'] ?? []) as unknown[]).map(guidOf),
  }))
  const remove = (body['removeLicenses'] as unknown[]).map(guidOf)
  const twice = add.find(({ skuId }) => remove.includes(skuId))
  if (twice) throw refuse(`License ${twice.skuId} cannot be both added and removed in one request.`)
  return { add, remove }
}

function guidOf(value: unknown): string {
  if (typeof value === 'string' && isGuid(value)) return value.toLowerCase()
  throw new GraphError('invalidQuery', {
    value: `Cannot convert the literal '${String(value)}' to the expected type 'Edm.Guid'.`,
  })
}

/** What is held directly, after the change. */
function changed(held: readonly AssignedLicence[], { add, remove }: Wanted): AssignedLicence[] {
  const kept = held.filter(({ skuId }) => !remove.includes(skuId) && !add.some((licence) => licence.skuId === skuId))
  return [...kept, ...add]
}

function assignToUser(call: GraphCall) {
  const { tenant, now } = call
  settleGroupLicences(tenant, now)
  const user = userForWrite(call)
  const wanted = readWanted(call)
  const states = licenceStates(user)
  const direct = states.filter((state) => state['assignedByGroup'] === null)
  const inherited = states.filter((state) => state['assignedByGroup'] !== null)
  for (const skuId of wanted.remove) {
    if (direct.some((state) => state['skuId'] === skuId)) continue
    throw refuse(
      inherited.some((state) => state['skuId'] === skuId)
        ? 'User license is inherited from a group membership and it cannot be removed directly from the user.'
        : 'User does not have a corresponding license.',
    )
  }
  const held = changed(direct as unknown as AssignedLicence[], wanted)
  const all = [...held, ...(inherited as unknown as AssignedLicence[])]
  const problem = licenceProblem(tenant, user, all, wanted.add, now)
  if (problem) throw refuse(problem.message)

  const given = wanted.add.map((licence) => ({
    ...licence,
    assignedByGroup: null,
    error: 'None',
    lastUpdatedDateTime: directoryTime(now),
    state: 'Active',
  }))
  const kept = direct.filter((state) => held.some((licence) => licence === (state as unknown)))
  const changes = licenceChanges([...kept, ...given, ...inherited])
  const updated = tenant.set('users').update(user.id, { ...changes, ...mailbox(user, changes) }, now.getTime())
  audit(call, {
    activity: 'Change user license',
    category: 'UserManagement',
    targets: [userTarget(user, { assignedLicenses: changes['assignedLicenses'] })],
  })
  return { '@odata.context': `${call.root}/$metadata#users/$entity`, ...shown(updated) }
}

/** The first licence with a mailbox gives a person an address. */
function mailbox(user: Entity, changes: Record<string, unknown>): Record<string, unknown> {
  if (typeof user['mail'] === 'string' || !hasServicePlan({ ...user, ...changes }, EXCHANGE)) return {}
  const address = String(user['userPrincipalName'])
  return { mail: address, proxyAddresses: [`SMTP:${address}`] }
}

/** https://learn.microsoft.com/graph/api/group-assignlicense: its members follow a little later. */
function assignToGroup(call: GraphCall) {
  const { tenant, now } = call
  const groups = tenant.set('groups')
  const group = groups.view().get(key(call))
  if (!group) throw new GraphError('notFound', { value: key(call) })
  const wanted = readWanted(call)
  if (!hasPremium(tenant, 'P1')) {
    throw refuse('Group-based licensing needs a subscription of Microsoft Entra ID P1 or above.')
  }
  if (group['securityEnabled'] !== true) throw refuse('Licenses can only be assigned to a security enabled group.')
  const held = licencesOf(group)
  for (const { skuId, disabledPlans } of wanted.add) {
    const sku = tenant.purchases.some(({ skuPartNumber }) => findSkuById(skuId)?.skuPartNumber === skuPartNumber)
    if (!sku) throw refuse(`License ${skuId} does not correspond to a valid company License.`)
    const plans = findSkuById(skuId)?.servicePlans ?? []
    const foreign = disabledPlans.find((id) => !plans.some(({ servicePlanId }) => servicePlanId === id))
    if (foreign !== undefined) throw refuse(`Service plan ${foreign} does not belong to license ${skuId}.`)
  }
  if (wanted.remove.some((skuId) => !held.some((licence) => licence.skuId === skuId))) {
    throw refuse('Group does not have a corresponding license.')
  }
  const assignedLicenses = changed(held, wanted)
  groups.update(group.id, { assignedLicenses, licenseProcessingState: { state: 'ProcessingComplete' } }, now.getTime())
  settleGroupLicences(tenant, now)
  audit(call, {
    activity: 'Set group license',
    category: 'GroupManagement',
    targets: [{ id: group.id, type: 'Group', displayName: String(group['displayName']) }],
  })
  return new GraphReply(202)
}

/** Tries again to give the person what the groups have. */
function reprocess(call: GraphCall) {
  const user = userForWrite(call)
  settleGroupLicences(call.tenant, call.now)
  return { '@odata.context': `${call.root}/$metadata#users/$entity`, ...shown(user) }
}

export const assignLicenseRooms: Room[] = [
  { method: 'POST', path: '/users/{id}/assignLicense', answer: assignToUser },
  { method: 'POST', path: '/users/{id}/reprocessLicenseAssignment', answer: reprocess },
  { method: 'POST', path: '/groups/{id}/assignLicense', answer: assignToGroup },
]
