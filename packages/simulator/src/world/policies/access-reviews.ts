import { directoryTime } from '../directory.js'
import { guid } from '../ids.js'
import { hasPremium } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { roleTemplateId } from '../roles.js'
import { complete } from './complete.js'
import { emergencyAccounts } from './emergency-accounts.js'

type Part = Record<string, unknown>
const DAY = 86_400_000

export function seedAccessReviews(tenant: Tenant): Entity[] {
  if (!hasPremium(tenant, 'P2')) return []
  return [
    ...(tenant.good('access of guests is reviewed') ? [guests(tenant)] : []),
    ...(tenant.good('privileged roles are reviewed') ? [roles(tenant)] : []),
  ]
}

function query(text: string): Part {
  return {
    '@odata.type': '#microsoft.graph.accessReviewQueryScope',
    query: text,
    queryType: 'MicrosoftGraph',
    queryRoot: null,
  }
}

function definition(tenant: Tenant, facts: Part & { displayName: string; repeat: 'monthly' | 'quarterly' }): Entity {
  const { repeat, ...rest } = facts
  const [reviewer = ''] = emergencyAccounts(tenant)
  const person = tenant.set('users').seed
  const author = person.size > 0 ? person.at(0) : undefined
  const start = new Date(tenant.begunAt.getTime() - 150 * DAY)
  return complete('accessReviewScheduleDefinition', {
    id: guid(tenant.id, 'access review', facts.displayName),
    status: 'InProgress',
    createdDateTime: directoryTime(start),
    lastModifiedDateTime: directoryTime(start),
    createdBy: {
      id: author?.id ?? null,
      displayName: author?.['displayName'] ?? null,
      userPrincipalName: author?.['userPrincipalName'] ?? null,
    },
    descriptionForAdmins: '',
    descriptionForReviewers: 'Please decide whether this access is still needed.',
    reviewers: [{ query: `/v1.0/users/${reviewer}`, queryType: 'MicrosoftGraph', queryRoot: null }],
    settings: {
      mailNotificationsEnabled: true,
      reminderNotificationsEnabled: true,
      justificationRequiredOnApproval: true,
      defaultDecisionEnabled: true,
      defaultDecision: 'Deny',
      instanceDurationInDays: 14,
      autoApplyDecisionsEnabled: tenant.good('decisions of reviews are applied'),
      recommendationsEnabled: true,
      recommendationLookBackDuration: 'P30D',
      decisionHistoriesForReviewersEnabled: false,
      recurrence: {
        pattern: {
          type: 'absoluteMonthly',
          interval: repeat === 'monthly' ? 1 : 3,
          month: 0,
          dayOfMonth: 0,
          daysOfWeek: [],
          firstDayOfWeek: 'sunday',
          index: 'first',
        },
        range: {
          type: 'noEnd',
          numberOfOccurrences: 0,
          recurrenceTimeZone: null,
          startDate: start.toISOString().slice(0, 10),
          endDate: null,
        },
      },
      applyActions: [{ '@odata.type': '#microsoft.graph.removeAccessApplyAction' }],
      recommendationInsightSettings: [],
    },
    ...rest,
  })
}

function guests(tenant: Tenant): Entity {
  return definition(tenant, {
    displayName: 'Guests in teams and groups',
    repeat: 'monthly',
    scope: query("./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')"),
    instanceEnumerationScope: query("/groups?$filter=(groupTypes/any(c:c+eq+'Unified'))"),
  })
}

/** https://learn.microsoft.com/graph/accessreviews-scope-concept#example-16-review-all-users-assigned-to-a-directory-role */
function roles(tenant: Tenant): Entity {
  const role = roleTemplateId('Global Administrator')
  return definition(tenant, {
    displayName: 'Global Administrators',
    repeat: 'quarterly',
    scope: {
      '@odata.type': '#microsoft.graph.principalResourceMembershipsScope',
      principalScopes: [query('/users')],
      resourceScopes: [query(`/roleManagement/directory/roleDefinitions/${role}`)],
    },
  })
}
