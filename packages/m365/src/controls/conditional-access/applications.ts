import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import type { Gap } from './gaps.js'

/** Ids by which policies name Microsoft's own applications. */
export const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'
export const SHAREPOINT_ONLINE = '00000003-0000-0ff1-ce00-000000000000'
export const AZURE_MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
export const AZURE_DEVOPS = '499b84ac-1321-427f-aa17-267ca6975798'
export const INTUNE_ENROLLMENT = 'd4ebce55-015a-49b5-a083-c84d1797ae8c'
export const ADMIN_PORTALS = 'MicrosoftAdminPortals'

/** The group of applications that Exchange Online and SharePoint Online are in. */
const OFFICE = 'Office365'
const IN_OFFICE: readonly string[] = [EXCHANGE_ONLINE, SHAREPOINT_ONLINE]

/** What keeps a policy from covering these applications, whether it names them or all. */
export function gapsToApplications(policy: ConditionalAccessPolicy, ids: readonly string[], called: string): Gap[] {
  const { includeApplications: included = [], excludeApplications: excluded = [] } =
    policy.conditions.applications ?? {}
  if (!included.includes('All') && !ids.every((id) => names(included, id))) {
    const expected = `All, or ${called}`
    return [
      {
        what: `does not cover ${called}`,
        property: 'conditions.applications.includeApplications',
        value: included,
        expected,
      },
    ]
  }
  if (!ids.some((id) => names(excluded, id))) return []
  return [
    {
      what: `leaves out ${called}`,
      property: 'conditions.applications.excludeApplications',
      value: excluded,
      expected: `not ${called}`,
    },
  ]
}

function names(list: readonly string[], id: string): boolean {
  return list.includes(id) || (IN_OFFICE.includes(id) && list.includes(OFFICE))
}
