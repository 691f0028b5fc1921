import { directoryTime } from './directory.js'
import { guid, pick } from './ids.js'
import type { Entity, Relationship, Tenant } from './model.js'
import { roleTemplateId } from './roles.js'

const DAY = 86_400_000
const EXTENSION = 180 * DAY

/** A relationship with Global Administrator among its roles is never extended by itself. */
export function autoExtendDuration(relationship: Relationship): string {
  if (relationship.autoExtendDuration !== undefined) return relationship.autoExtendDuration
  const extendable = relationship.status === 'active' && !relationship.roles.includes('Global Administrator')
  return extendable && pick(3, relationship.id, 'auto-extend') === 0 ? 'P180D' : 'PT0S'
}

/** Time alone ends a relationship, or extends it. */
export function stateOf(relationship: Relationship, now: Date): { status: string; endsAt: Date } {
  const { status, endsAt } = relationship
  if (endsAt > now || !['active', 'expiring'].includes(status)) return { status, endsAt }
  if (autoExtendDuration(relationship) === 'PT0S') return { status: 'expired', endsAt }
  const rounds = Math.ceil((now.getTime() - endsAt.getTime()) / EXTENSION)
  return { status: 'active', endsAt: new Date(endsAt.getTime() + Math.max(1, rounds) * EXTENSION) }
}

/** As the partner's tenant shows it. */
export function relationshipEntity(relationship: Relationship, customer: Tenant | undefined, now: Date): Entity {
  const { status, endsAt } = stateOf(relationship, now)
  const pending = ['created', 'approvalPending'].includes(status)
  return {
    id: relationship.id,
    accessDetails: {
      unifiedRoles: relationship.roles.map((role) => ({ roleDefinitionId: roleTemplateId(role) })),
    },
    activatedDateTime: pending ? null : directoryTime(relationship.startsAt),
    autoExtendDuration: autoExtendDuration(relationship),
    createdDateTime: directoryTime(relationship.startsAt),
    customer: customer ? { displayName: customer.name, tenantId: customer.id } : null,
    displayName: relationship.displayName ?? `${customer?.name ?? 'Customer'} administration`,
    duration: relationship.duration ?? 'P730D',
    endDateTime: pending ? null : directoryTime(endsAt),
    lastModifiedDateTime: directoryTime(relationship.modifiedAt ?? relationship.startsAt),
    status,
  }
}

/** Which groups of the partner hold which roles of a relationship: its administrators all, its help desk the lesser. */
export function seedAccessAssignments(tenant: Tenant): Entity[] {
  const { seed } = tenant.set('groups')
  const first = Array.from({ length: Math.min(seed.size, 60) }, (_, index) => seed.at(index))
  const groups = first.filter((group) => group['securityEnabled'] === true && group['mailEnabled'] !== true).slice(0, 2)
  return tenant.relationships
    .filter(({ status }) => ['active', 'expiring'].includes(status))
    .flatMap((relationship) =>
      groups.map((group, index) =>
        accessAssignment(relationship, group.id, {
          id: guid(relationship.id, 'access', index),
          roles: index === 0 ? relationship.roles : relationship.roles.filter((role) => /Reader$|^User/.test(role)),
          at: relationship.startsAt,
          status: 'active',
        }),
      ),
    )
    .filter(({ accessDetails }) => (accessDetails as { unifiedRoles: unknown[] }).unifiedRoles.length > 0)
}

export function accessAssignment(
  relationship: Relationship,
  groupId: string,
  facts: { id: string; roles: readonly string[]; at: Date; status: string },
): Entity {
  return {
    id: facts.id,
    accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
    accessDetails: { unifiedRoles: facts.roles.map((role) => ({ roleDefinitionId: roleTemplateId(role) })) },
    createdDateTime: directoryTime(facts.at),
    lastModifiedDateTime: directoryTime(facts.at),
    relationshipId: relationship.id,
    status: facts.status,
  }
}
