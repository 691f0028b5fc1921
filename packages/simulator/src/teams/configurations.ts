import { readData } from '../data.js'
import { hasTeams } from '../exchange/licences.js'
import { guid } from '../world/ids.js'
import type { Entity, Tenant } from '../world/model.js'

/** Types of configuration by their names in the addresses, with the values a new tenant has. */
const shapes = readData('teams-configurations.json') as Record<string, Record<string, unknown>>

const configurationTypes = Object.keys(shapes)

/** The cmdlets go by other names than the addresses. */
export function findType(name: string): string | undefined {
  return configurationTypes.find((type) => type.toLowerCase() === name.toLowerCase())
}

export function shapeOf(type: string): Record<string, unknown> {
  return shapes[type] ?? {}
}

/** `Global` applies to everybody; others, whose names begin with `Tag:`, to those they were given to. */
function configuration(tenant: Tenant, type: string, identity: string, facts: Record<string, unknown>): Entity {
  return {
    id: guid(tenant.id, type, identity),
    Identity: identity,
    ...structuredClone(shapeOf(type)),
    ...facts,
    ConfigMetadata: { Authority: 'Tenant' },
    DataSource: null,
    Key: {
      ScopeClass: identity === 'Global' ? 'Global' : 'Tag',
      SchemaId: { XName: { name: type } },
      AuthorityId: { Class: 'Tenant', InstanceId: tenant.id, XmlRoot: null },
      DefaultXml: null,
      XmlRoot: null,
    },
  }
}

type Maker = (tenant: Tenant) => [identity: string, facts: Record<string, unknown>][]

const makers: Record<string, Maker> = {
  TeamsMeetingPolicy: (tenant) => [
    [
      'Global',
      {
        AllowAnonymousUsersToJoinMeeting: !tenant.good('strangers do not join meetings'),
        AllowAnonymousUsersToStartMeeting: !tenant.good('strangers do not start meetings'),
        AllowCloudRecording: !tenant.good('meetings are not recorded'),
        AllowExternalNonTrustedMeetingChat: !tenant.good('no chat in strangers’ meetings'),
        AllowExternalParticipantGiveRequestControl: !tenant.good('guests do not take control'),
        AllowPSTNUsersToBypassLobby: !tenant.good('callers wait in the lobby'),
        AutoAdmittedUsers: tenant.good('only colleagues skip the lobby')
          ? 'EveryoneInCompanyExcludingGuests'
          : tenant.good('strangers wait in the lobby')
            ? 'EveryoneInCompany'
            : 'Everyone',
        DesignatedPresenterRoleMode: tenant.good('organizers choose presenters')
          ? 'OrganizerOnlyUserOverride'
          : 'EveryoneUserOverride',
        MeetingChatEnabledType: tenant.good('strangers do not chat in meetings') ? 'EnabledExceptAnonymous' : 'Enabled',
      },
    ],
    ...(tenant.headcount.users < 100
      ? []
      : ([
          [
            'Tag:Executives',
            {
              AllowAnonymousUsersToStartMeeting: !tenant.good('executives’ meetings wait for them'),
              AllowExternalParticipantGiveRequestControl: false,
              AutoAdmittedUsers: 'EveryoneInCompanyExcludingGuests',
              AllowCloudRecording: true,
            },
          ],
        ] as [string, Record<string, unknown>][])),
  ],
  TeamsMeetingBroadcastPolicy: (tenant) => [
    [
      'Global',
      { BroadcastRecordingMode: tenant.good('organizers choose to record events') ? 'UserOverride' : 'AlwaysEnabled' },
    ],
  ],
  TenantFederationSettings: (tenant) => [
    [
      'Global',
      {
        AllowFederatedUsers: !tenant.good('no other organizations') || tenant.good('known organizations'),
        AllowedDomains: tenant.good('known organizations')
          ? { AllowedDomain: [{ Domain: 'partner.example' }, { Domain: 'supplier.example' }] }
          : { AllowAllKnownDomains: {} },
        AllowTeamsConsumer: !tenant.good('no private accounts'),
        AllowTeamsConsumerInbound: !tenant.good('private accounts do not begin'),
        AllowPublicUsers: !tenant.good('no Skype'),
        ExternalAccessWithTrialTenants: tenant.good('no trial tenants') ? 'Blocked' : 'Allowed',
      },
    ],
  ],
  TeamsClientConfiguration: (tenant) => [
    [
      'Global',
      {
        AllowEmailIntoChannel: !tenant.good('no mail into channels'),
        AllowDropBox: !tenant.good('no storage of others: DropBox'),
        AllowBox: !tenant.good('no storage of others: Box'),
        AllowGoogleDrive: !tenant.good('no storage of others: Google Drive'),
        AllowShareFile: !tenant.good('no storage of others: ShareFile'),
        AllowEgnyte: !tenant.good('no storage of others: Egnyte'),
      },
    ],
  ],
  TeamsMessagingPolicy: (tenant) => [
    ['Global', { AllowSecurityEndUserReporting: tenant.good('people report messages') }],
  ],
  TeamsAppPermissionPolicy: (tenant) => [
    [
      'Global',
      {
        DefaultCatalogAppsType: tenant.good('Microsoft’s apps are listed') ? 'AllowedAppList' : 'BlockedAppList',
        GlobalCatalogAppsType: tenant.good('others’ apps are listed') ? 'AllowedAppList' : 'BlockedAppList',
        PrivateCatalogAppsType: tenant.good('own apps are listed') ? 'AllowedAppList' : 'BlockedAppList',
      },
    ],
  ],
  ExternalAccessPolicy: (tenant) => [['Global', { EnableTeamsConsumerAccess: !tenant.good('no private accounts') }]],
}

function seed(type: string) {
  return (tenant: Tenant): Entity[] =>
    hasTeams(tenant)
      ? (makers[type]?.(tenant) ?? [['Global', {}]]).map(([identity, facts]) =>
          configuration(tenant, type, identity, facts),
        )
      : []
}

export const teamsSeeds: Record<string, (tenant: Tenant) => Entity[]> = Object.fromEntries(
  configurationTypes.map((type) => [`teams/${type}`, seed(type)]),
)
