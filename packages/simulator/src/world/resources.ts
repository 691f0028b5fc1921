import { readData } from '../data.js'

/** An API that applications ask for app roles of. */
export interface ResourceApi {
  appId: string
  displayName: string
  identifiers: string[]
  appRoles: Map<string, string>
}

export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'
export const EXCHANGE_APP_ID = '00000002-0000-0ff1-ce00-000000000000'

/** Microsoft's own organisation, which owns these APIs. */
export const MICROSOFT_TENANT_ID = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

const graph: ResourceApi = {
  appId: GRAPH_APP_ID,
  displayName: 'Microsoft Graph',
  identifiers: [
    'https://graph.microsoft.com',
    'https://graph.microsoft.us',
    'https://microsoftgraph.chinacloudapi.cn',
    GRAPH_APP_ID,
  ],
  appRoles: new Map(Object.entries(readData('graph-app-roles.json') as Record<string, string>)),
}

const exchange: ResourceApi = {
  appId: EXCHANGE_APP_ID,
  displayName: 'Office 365 Exchange Online',
  identifiers: ['https://outlook.office365.com', 'https://outlook.office.com', EXCHANGE_APP_ID],
  appRoles: new Map([['Exchange.ManageAsApp', 'dc50a0fb-09a3-484d-be87-e023b12c6440']]),
}

export const resourceApis: readonly ResourceApi[] = [graph, exchange]

export function findResourceApi(identifier: string): ResourceApi | undefined {
  const wanted = identifier.replace(/\/$/, '').toLowerCase()
  return resourceApis.find((api) => api.identifiers.includes(wanted))
}
