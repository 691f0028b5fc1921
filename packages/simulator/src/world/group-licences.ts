import { directoryTime } from './directory.js'
import { licenceProblem } from './licence-rules.js'
import type { AssignedLicence } from './licence-seats.js'
import type { Entity, Tenant } from './model.js'
import { licencesOf, licenceStates } from './service-plans.js'

/** How far into the groups' history the licences of their members have been brought. */
const settled = new WeakMap<Tenant, number>()

/**
 * Gives members what their groups have, and takes it from those who left, as Entra's service does in the background:
 * what a group's history says is seen among its members after the replication of the index.
 * https://learn.microsoft.com/entra/fundamentals/concept-group-based-licensing
 */
export function settleGroupLicences(tenant: Tenant, now: Date): void {
  const groups = tenant.set('groups')
  const from = settled.get(tenant) ?? 0
  if (groups.journal.last === from) return
  const lag = tenant.replication.indexSeconds * 1000
  for (const change of groups.journal.after(from, now.getTime())) {
    settled.set(tenant, change.sequence)
    const at = new Date(change.at + lag)
    if (change.kind === 'linked' || change.kind === 'unlinked') {
      if (change.link === 'members' && licencesOf(groups.view(change.at).get(change.id) ?? { id: '' }).length > 0) {
        settleMember(tenant, change.other as string, at)
      }
    } else if (change.kind === 'removed' || change.properties?.includes('assignedLicenses')) {
      for (const id of tenant.links('members').of(change.id)) settleMember(tenant, id, at)
    }
  }
}

type State = Record<string, unknown> & { skuId: string; disabledPlans: string[]; assignedByGroup: string | null }

/** Works out what one person inherits. */
function settleMember(tenant: Tenant, userId: string, at: Date): void {
  const users = tenant.set('users')
  const user = users.view().get(userId)
  if (!user) return
  const states = licenceStates(user) as State[]
  const kept = states.filter(({ assignedByGroup }) => assignedByGroup === null)
  const before = new Map(states.map((state) => [`${state.assignedByGroup}/${state.skuId}`, state]))
  for (const { groupId, licence } of inheritedBy(tenant, userId)) {
    const known = before.get(`${groupId}/${licence.skuId}`)
    const same = known?.['state'] === 'Active' && String(known.disabledPlans) === String(licence.disabledPlans)
    kept.push(same ? known : inheritedState(tenant, user, kept, groupId, licence, at))
  }
  if (JSON.stringify(kept) === JSON.stringify(states)) return
  users.update(user.id, licenceChanges(kept), at.getTime())
}

function inheritedBy(tenant: Tenant, userId: string): { groupId: string; licence: AssignedLicence }[] {
  const groups = tenant.set('groups').view()
  return tenant
    .links('members')
    .ownersOf(userId)
    .flatMap((groupId) => licencesOf(groups.get(groupId) ?? { id: groupId }).map((licence) => ({ groupId, licence })))
}

function inheritedState(
  tenant: Tenant,
  user: Entity,
  others: readonly State[],
  groupId: string,
  licence: AssignedLicence,
  at: Date,
): State {
  const located = { ...user, usageLocation: user['usageLocation'] ?? tenant.country }
  const problem = licenceProblem(
    tenant,
    located,
    effective([...others, { ...licence, assignedByGroup: null }]),
    [licence],
    at,
  )
  return {
    skuId: licence.skuId,
    disabledPlans: licence.disabledPlans,
    assignedByGroup: groupId,
    error: problem?.error ?? 'None',
    lastUpdatedDateTime: directoryTime(at),
    state: problem ? 'Error' : 'Active',
  }
}

/** What a person holds by states of assignment: a plan is off only where every assignment of the product has it off. */
function effective(states: readonly { skuId: string; disabledPlans: string[]; state?: unknown }[]): AssignedLicence[] {
  const held = new Map<string, string[]>()
  for (const { skuId, disabledPlans, state } of states) {
    if (state === 'Error') continue
    const before = held.get(skuId)
    held.set(skuId, before ? before.filter((id) => disabledPlans.includes(id)) : disabledPlans)
  }
  return [...held].map(([skuId, disabledPlans]) => ({ disabledPlans, skuId }))
}

/** The properties of a user that follow from the states of assignment. */
export function licenceChanges(states: readonly Record<string, unknown>[]): Record<string, unknown> {
  return { licenseAssignmentStates: states, assignedLicenses: effective(states as State[]) }
}
