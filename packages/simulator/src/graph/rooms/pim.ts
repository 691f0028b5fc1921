import { propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { isInForce } from '../../world/roles.js'
import { requirePim } from '../pim-licence.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { withRegistrations } from './applications.js'
import { pimGroupRooms } from './pim-groups.js'
import { pimPolicyRooms } from './pim-policies.js'
import { roleRelations } from './role-assignments.js'

function inForce(call: GraphCall, set: string): Entity[] {
  return [...call.list(set)].filter((entity) => isInForce(entity, call.now.getTime()))
}

/** When a schedule begins and whether it ends. */
function scheduleInfo({ startDateTime, createdDateTime, endDateTime }: Entity): Record<string, unknown> {
  return {
    expiration: {
      duration: null,
      endDateTime: endDateTime ?? null,
      type: typeof endDateTime === 'string' ? 'afterDateTime' : 'noExpiration',
    },
    recurrence: null,
    startDateTime: startDateTime ?? createdDateTime ?? null,
  }
}

function schedule(held: Entity): Entity {
  return {
    ...held,
    createdUsing: held['startDateTime'] === null ? null : held.id,
    modifiedDateTime: null,
    scheduleInfo: scheduleInfo(held),
    status: 'Provisioned',
  }
}

function assignmentInstance(held: Entity): Entity {
  return { ...held, roleAssignmentOriginId: held.id, roleAssignmentScheduleId: held.id }
}

function eligibilityInstance(held: Entity): Entity {
  return { ...held, roleEligibilityScheduleId: held.id }
}

/** The eligibility that an activated assignment came from. */
function activatedUsing(make: (held: Entity) => Entity) {
  return ({ eligibilityId }: Entity, call: GraphCall) => {
    const eligible = typeof eligibilityId === 'string' ? call.list('roleEligibilities').get(eligibilityId) : undefined
    return eligible ? make(eligible) : null
  }
}

function rooms(name: string, type: string, set: string, make: (held: Entity) => Entity, more: object = {}): Room[] {
  const path = `/roleManagement/directory/${name}`
  const rules = {
    type,
    defaults: propertyNames(type),
    defaultPage: 100,
    maxPage: 999,
    expands: { ...roleRelations, ...more },
    expandsOne: false,
  }
  const list = (call: GraphCall) => inForce(call, set).map(make)
  return [
    collection(path, rules, list, { before: requirePim }),
    single(`${path}/{id}`, rules, (call) => list(call).find(({ id }) => id === key(call)), { before: requirePim }),
  ]
}

export const pimRooms: Room[] = withRegistrations([
  ...rooms('roleAssignmentSchedules', 'unifiedRoleAssignmentSchedule', 'roleAssignments', schedule, {
    activatedUsing: activatedUsing(schedule),
  }),
  ...rooms(
    'roleAssignmentScheduleInstances',
    'unifiedRoleAssignmentScheduleInstance',
    'roleAssignments',
    assignmentInstance,
    { activatedUsing: activatedUsing(eligibilityInstance) },
  ),
  ...rooms('roleEligibilitySchedules', 'unifiedRoleEligibilitySchedule', 'roleEligibilities', schedule),
  ...rooms(
    'roleEligibilityScheduleInstances',
    'unifiedRoleEligibilityScheduleInstance',
    'roleEligibilities',
    eligibilityInstance,
  ),
  ...pimGroupRooms,
  ...pimPolicyRooms,
])
