import { type CloudName, clouds, cloudOfSharePoint } from '../clouds.js'
import { readData } from '../data.js'
import { guid } from './ids.js'

/** An API that applications ask for app roles of. */
export interface ResourceApi {
  appId: string
  displayName: string
  identifiers: readonly string[]
  appRoles: Map<string, string>
}

export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'
export const EXCHANGE_APP_ID = '00000002-0000-0ff1-ce00-000000000000'
export const PROTECTION_APP_ID = '00000007-0000-0ff1-ce00-000000000000'
export const SHAREPOINT_APP_ID = '00000003-0000-0ff1-ce00-000000000000'
export const TEAMS_APP_ID = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239'

/** Microsoft's own organisation, which owns these APIs. */
export const MICROSOFT_TENANT_ID = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

const graph: ResourceApi = {
  appId: GRAPH_APP_ID,
  displayName: 'Microsoft Graph',
  identifiers: Object.values(clouds).map((cloud) => `https://${cloud.graph}`),
  appRoles: new Map(Object.entries(readData('graph-app-roles.json') as Record<string, string>)),
}

const exchange: ResourceApi = {
  appId: EXCHANGE_APP_ID,
  displayName: 'Office 365 Exchange Online',
  identifiers: [...Object.values(clouds).map((cloud) => `https://${cloud.exchange}`), 'https://outlook.office.com'],
  appRoles: new Map([
    ['Exchange.ManageAsApp', 'dc50a0fb-09a3-484d-be87-e023b12c6440'],
    // Its id is not in Microsoft's documentation; this one is made up.
    ['Exchange.ManageAsAppV2', guid('Exchange.ManageAsAppV2')],
  ]),
}

/** https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2 */
const protection: ResourceApi = {
  appId: PROTECTION_APP_ID,
  displayName: 'Microsoft Exchange Online Protection',
  identifiers: Object.values(clouds).map((cloud) => `https://${cloud.compliance}`),
  appRoles: new Map([['Exchange.ManageAsApp', '455e5cd2-84e8-4751-8344-5672145dfa17']]),
}

/** Its addresses are the tenants' own. */
const sharePoint: ResourceApi = {
  appId: SHAREPOINT_APP_ID,
  displayName: 'Office 365 SharePoint Online',
  identifiers: [],
  appRoles: new Map([
    ['Sites.FullControl.All', '678536fe-1083-478a-9c59-b99265e6b0d3'],
    ['Sites.Manage.All', '9bff6588-13f2-4c48-bbf2-ddab62256b36'],
    ['Sites.Read.All', 'd13f72ca-a275-4b96-b789-48ebcc4da984'],
    ['Sites.ReadWrite.All', 'fbcd29d2-fcca-4405-aded-518d457caae4'],
    ['Sites.Selected', '20d37865-089c-4dee-8c41-6967602d4ac8'],
  ]),
}

const teams: ResourceApi = {
  appId: TEAMS_APP_ID,
  displayName: 'Skype and Teams Tenant Admin API',
  identifiers: Object.values(clouds).map((cloud) => `https://${cloud.teams}`),
  appRoles: new Map([['application_access', '15391dcf-e272-4693-b514-06792e967d66']]),
}

export const resourceApis: readonly ResourceApi[] = [graph, exchange, protection, sharePoint, teams]

/** The API that goes by this name in a cloud: its app id, or an address there. */
export function findResourceApi(identifier: string, cloud: CloudName): ResourceApi | undefined {
  const wanted = identifier.replace(/\/$/, '').toLowerCase()
  const elsewhere = Object.entries(clouds)
    .filter(([name]) => name !== cloud)
    .flatMap(([, { graph, exchange, compliance, teams }]) => [graph, exchange, compliance, teams])
    .map((host) => `https://${host}`)
  if (elsewhere.includes(wanted)) return undefined
  if (wanted.startsWith('https://') && cloudOfSharePoint(wanted.slice(8))?.cloud === cloud) return sharePoint
  return resourceApis.find(({ appId, identifiers }) => appId === wanted || identifiers.includes(wanted))
}
