import type { Tenant } from '../../world/model.js'

/** What Exchange keeps of a group beyond its directory object. */
export interface GroupState {
  properties?: Record<string, unknown>
  /** Trustees that may send as the group. */
  sendAs?: string[]
}

export function groupStateOf(tenant: Tenant, groupId: string): GroupState {
  return (tenant.set('exchangeGroups').view().get(groupId) ?? {}) as GroupState
}

export function changeGroupState(tenant: Tenant, groupId: string, changes: GroupState, at: number): void {
  const set = tenant.set('exchangeGroups')
  if (set.view().get(groupId)) set.update(groupId, { ...changes }, at)
  else set.create({ id: groupId, ...changes }, at)
}
