import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const assignment = z.looseObject({
  id: z.string().nullish(),
  principalId: z.string(),
  roleDefinitionId: z.string(),
  directoryScopeId: z.string().nullish(),
  /** With `$expand=principal`. */
  principal: z.looseObject({ '@odata.type': z.string().nullish(), displayName: z.string().nullish() }).nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/unifiedroleassignment */
export type RoleAssignment = z.output<typeof assignment>

export const roleAssignments = defineResource({
  id: 'entra.roleAssignments',
  name: 'Role assignments',
  service: 'Entra ID',
  source: '/roleManagement/directory/roleAssignments',
  schema: z.array(assignment),
  key: 'id',
})

/** https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentscheduleinstance */
export const roleAssignmentSchedules = defineResource({
  id: 'entra.roleAssignmentSchedules',
  name: 'Role assignments in force, with their times',
  service: 'Entra ID',
  source: '/roleManagement/directory/roleAssignmentScheduleInstances',
  schema: z.array(
    assignment.extend({
      /** `Assigned` or `Activated`. */
      assignmentType: z.string().nullish(),
      /** Absent: it was not made through Privileged Identity Management. */
      startDateTime: z.string().nullish(),
      /** Absent: it never ends. */
      endDateTime: z.string().nullish(),
    }),
  ),
  key: 'id',
})

/** https://learn.microsoft.com/graph/api/resources/unifiedroleeligibilityscheduleinstance */
export const roleEligibilities = defineResource({
  id: 'entra.roleEligibilities',
  name: 'Roles that people can activate',
  service: 'Entra ID',
  source: '/roleManagement/directory/roleEligibilityScheduleInstances',
  schema: z.array(assignment),
  key: 'id',
})

/** Members of the groups that hold roles, one row for each group. https://learn.microsoft.com/graph/api/group-list-members */
export const roleGroupMembers = defineResource({
  id: 'entra.roleGroupMembers',
  name: 'Members of groups that hold roles',
  service: 'Entra ID',
  source: '/groups/members',
  schema: z.array(z.looseObject({ id: z.string(), members: z.array(z.looseObject({ id: z.string() })) })),
  key: 'id',
})
