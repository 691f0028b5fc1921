import type { ReadContext } from '@tenantry/core'
import { conditionalAccessMembers } from '@tenantry/m365/resources/conditional-access-members'
import {
  conditionalAccessPolicies,
  type ConditionalAccessPolicy,
} from '@tenantry/m365/resources/conditional-access-policies'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import { looksLikeGuid } from '../config.js'
import { basis } from './basis.js'
import { DIRECTORY } from './access.js'
import { anything, callFor, listBy, type MicrosoftReader } from './graph.js'

/** In one look-up. https://learn.microsoft.com/graph/api/directoryobject-getbyids */
const MOST = 1000
const call = callFor(conditionalAccessMembers, DIRECTORY)
const found = z.looseObject({ value: z.array(anything) })

/** `from` is how many ids were looked up before. */
async function* members({ graph }: MicrosoftConnection, context: ReadContext, from = '0') {
  const policies = basis(conditionalAccessMembers, context, conditionalAccessPolicies)
  const ids = [...new Set(policies.flatMap(namedBy))].filter(looksLikeGuid).toSorted()
  for (let start = Number(from); start === 0 || start < ids.length; start += MOST) {
    const some = ids.slice(start, start + MOST)
    const end = start + some.length
    const items = some.length === 0 ? [] : await lookUp(graph, some)
    yield { items, ...(end < ids.length && { next: String(end) }) }
  }
}

async function lookUp(graph: MicrosoftConnection['graph'], ids: readonly string[]): Promise<readonly unknown[]> {
  const path = '/directoryObjects/getByIds?$select=id,displayName'
  return (await graph.query(path, { ids, types: ['user', 'group'] }, found, call)).value
}

function namedBy({ conditions: { users } }: ConditionalAccessPolicy): readonly string[] {
  if (!users) return []
  return [users.includeUsers, users.excludeUsers, users.includeGroups, users.excludeGroups].flat()
}

export const conditionalAccessMemberReaders: readonly MicrosoftReader[] = [
  listBy(conditionalAccessMembers, { ...DIRECTORY, after: [conditionalAccessPolicies] }, members),
]
