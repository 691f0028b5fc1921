import { propertyNames } from '../../odata/types.js'
import { guid } from '../../world/ids.js'
import { directoryTime } from '../../world/directory.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { relatedObjects } from '../member-types.js'
import { requirePim } from '../pim-licence.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const DAY = 86_400_000

/** https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-eligibilityschedules: the filter names whose. */
function requireFilter(call: GraphCall): void {
  requirePim(call)
  if (/\b(groupId|principalId)\s+eq\s+'/i.test(call.query.get('$filter') ?? '')) return
  throw new GraphError('invalidFilter', { value: 'The request must have a $filter that names groupId or principalId.' })
}

/** The groups that PIM manages: those that hold directory roles. */
function managedGroups(call: GraphCall): Entity[] {
  const groups = call.list('groups')
  const holders = [...call.list('roleAssignments'), ...call.list('roleEligibilities')]
    .filter(({ principalType }) => principalType === 'group')
    .map(({ principalId }) => String(principalId))
  return [...new Set(holders)].flatMap((id) => groups.get(id) ?? [])
}

/** Nobody has set up a group that was made since. */
function setUp(call: GraphCall): Entity[] {
  return managedGroups(call).filter(({ id }) => call.tenant.set('groups').seed.indexOf(id) !== undefined)
}

/** A few people may become members for some hours. */
function eligibilities(call: GraphCall): Entity[] {
  const { tenant } = call
  const users = tenant.set('users').seed
  return setUp(call).flatMap(({ id: groupId }) =>
    [5, 6, 7]
      .filter((index) => index < users.size)
      .map((index) =>
        held(call, groupId, users.at(index).id, 'eligible', tenant.good('eligibility ends') ? 300 : null),
      ),
  )
}

function assignments(call: GraphCall): Entity[] {
  return managedGroups(call).flatMap(({ id: groupId }) =>
    call.tenant
      .links('members')
      .of(groupId, call.listedAt)
      .map((principalId) => ({ ...held(call, groupId, principalId, 'assigned', null), assignmentType: 'assigned' })),
  )
}

function held({ tenant }: GraphCall, groupId: string, principalId: string, kind: string, days: number | null): Entity {
  const time = (offset: number) => directoryTime(new Date(tenant.begunAt.getTime() + offset * DAY))
  const [startDateTime, endDateTime] = [time(-60), days === null ? null : time(days)]
  return {
    id: `${groupId}_member_${guid(groupId, principalId, kind)}`,
    accessId: 'member',
    createdDateTime: startDateTime,
    createdUsing: guid(groupId, principalId, kind, 'request'),
    endDateTime,
    groupId,
    memberType: 'direct',
    modifiedDateTime: null,
    principalId,
    scheduleInfo: {
      expiration: { duration: null, endDateTime, type: endDateTime === null ? 'noExpiration' : 'afterDateTime' },
      recurrence: null,
      startDateTime,
    },
    startDateTime,
    status: 'Provisioned',
  }
}

const instance = (schedule: string) => (entity: Entity) => ({ ...entity, [schedule]: entity.id })

function rooms(name: string, type: string, list: (call: GraphCall) => Entity[]): Room[] {
  const path = `/identityGovernance/privilegedAccess/group/${name}`
  const rules = {
    type,
    defaults: propertyNames(type),
    defaultPage: 100,
    maxPage: 999,
    expands: {
      group: ({ groupId }: Entity, call: GraphCall) => call.list('groups').get(String(groupId)) ?? null,
      principal: ({ principalId }: Entity, call: GraphCall) =>
        [...relatedObjects(call, [String(principalId)])][0] ?? null,
    },
    expandsOne: false,
  }
  return [
    collection(path, rules, list, { before: requireFilter }),
    single(`${path}/{id}`, rules, (call) => list(call).find(({ id }) => id === key(call)), { before: requirePim }),
  ]
}

export const pimGroupRooms: Room[] = [
  ...rooms('eligibilitySchedules', 'privilegedAccessGroupEligibilitySchedule', eligibilities),
  ...rooms('eligibilityScheduleInstances', 'privilegedAccessGroupEligibilityScheduleInstance', (call) =>
    eligibilities(call).map(instance('eligibilityScheduleId')),
  ),
  ...rooms('assignmentSchedules', 'privilegedAccessGroupAssignmentSchedule', assignments),
  ...rooms('assignmentScheduleInstances', 'privilegedAccessGroupAssignmentScheduleInstance', (call) =>
    assignments(call).map(instance('assignmentScheduleId')),
  ),
]
