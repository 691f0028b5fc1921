import { type CloudName, clouds } from '../clouds.js'
import { readData } from '../data.js'

/** An API that applications ask for app roles of. */
export interface ResourceApi {
  appId: string
  displayName: string
  identifiers: readonly string[]
  appRoles: Map<string, string>
}

export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000'
export const EXCHANGE_APP_ID = '00000002-0000-0ff1-ce00-000000000000'

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
  appRoles: new Map([['Exchange.ManageAsApp', 'dc50a0fb-09a3-484d-be87-e023b12c6440']]),
}

export const resourceApis: readonly ResourceApi[] = [graph, exchange]

/** The API that goes by this name in a cloud: its app id, or an address there. */
export function findResourceApi(identifier: string, cloud: CloudName): ResourceApi | undefined {
  const wanted = identifier.replace(/\/$/, '').toLowerCase()
  const elsewhere = Object.entries(clouds)
    .filter(([name]) => name !== cloud)
    .flatMap(([, hosts]) => [`https://${hosts.graph}`, `https://${hosts.exchange}`])
  if (elsewhere.includes(wanted)) return undefined
  return resourceApis.find(({ appId, identifiers }) => appId === wanted || identifiers.includes(wanted))
}
