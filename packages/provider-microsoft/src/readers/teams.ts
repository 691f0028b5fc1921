import { defineReader, type Resource, unexpectedAnswer } from '@tenantry/core'
import { teamsAppPolicies } from '@tenantry/m365/resources/teams-app-policies'
import { teamsBroadcastPolicies } from '@tenantry/m365/resources/teams-broadcast-policies'
import { teamsClients } from '@tenantry/m365/resources/teams-clients'
import { teamsFederation } from '@tenantry/m365/resources/teams-federation'
import { teamsMeetingPolicies } from '@tenantry/m365/resources/teams-meeting-policies'
import { teamsMessagingPolicies } from '@tenantry/m365/resources/teams-messaging-policies'
import { teamsTenant } from '@tenantry/m365/resources/teams-tenant'
import type { MicrosoftConnection } from '../connection.js'
import type { MicrosoftReader } from './graph.js'

const about = { set: 'teams', permissions: ['Organization.Read.All'], limit: 'Teams administration' }

/** Configurations come whole; where a cmdlet shows a list, a single object is one too. */
function reads(resource: Resource, path: string): MicrosoftReader {
  const purpose = `Read ${resource.name.slice(0, 1).toLowerCase()}${resource.name.slice(1)}`
  return defineReader<MicrosoftConnection>(resource, {
    ...about,
    async read({ teams }) {
      const answer = await teams.get(path, purpose)
      if (typeof answer === 'object' && answer !== null) return Array.isArray(answer) ? answer : [answer]
      throw unexpectedAnswer({ service: 'Teams', what: `an unknown form of ${resource.name}` })
    },
  })
}

const configuration = (resource: Resource, type: string) => reads(resource, `/Skype.Policy/configurations/${type}`)

/** Settings of Teams, as the cmdlets that the resources are named after show them. */
export const teamsReaders: readonly MicrosoftReader[] = [
  configuration(teamsMeetingPolicies, 'TeamsMeetingPolicy'),
  configuration(teamsBroadcastPolicies, 'TeamsMeetingBroadcastPolicy'),
  configuration(teamsFederation, 'TenantFederationSettings'),
  configuration(teamsClients, 'TeamsClientConfiguration'),
  configuration(teamsMessagingPolicies, 'TeamsMessagingPolicy'),
  configuration(teamsAppPolicies, 'TeamsAppPermissionPolicy'),
  reads(teamsTenant, '/Teams.Tenant/tenants'),
]
