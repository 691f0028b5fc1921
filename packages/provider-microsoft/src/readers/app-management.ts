import { appManagementPolicies } from '@tenantry/m365/resources/app-management-policies'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import { POLICIES } from './access.js'
import { isGone } from './gone.js'
import { anything, callFor, listBy, type MicrosoftReader } from './graph.js'

const call = callFor(appManagementPolicies, POLICIES)
const policy = z.looseObject({ id: z.string() })

/** Graph does not show in the list for whom a policy is. https://learn.microsoft.com/graph/api/appmanagementpolicy-list-appliesto */
async function* policies({ graph }: MicrosoftConnection, from?: string) {
  for await (const { value, next } of graph.pages(from ?? appManagementPolicies.source, policy, call)) {
    const items = []
    for (const found of value) {
      const appliesTo = await appliedTo(graph, found.id)
      if (appliesTo) items.push({ ...found, appliesTo })
    }
    yield { items, ...(next !== undefined && { next }) }
  }
}

async function appliedTo(graph: MicrosoftConnection['graph'], id: string): Promise<unknown[] | undefined> {
  const path = `${appManagementPolicies.source}/${id}/appliesTo?$select=id,displayName`
  const found: unknown[] = []
  try {
    for await (const { value } of graph.pages(path, anything, call)) found.push(...value)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
  return found
}

export const appManagementReaders: readonly MicrosoftReader[] = [
  listBy(appManagementPolicies, POLICIES, (connection, _context, from) => policies(connection, from)),
]
