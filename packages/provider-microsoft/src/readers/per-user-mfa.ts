import { perUserMfa } from '@tenantry/m365/resources/per-user-mfa'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import { POLICIES, USERS } from './access.js'
import { MOST_IN_BATCH, readTogether } from './batch.js'
import { callFor, listBy, type MicrosoftReader } from './graph.js'

const user = z.looseObject({ id: z.string(), userPrincipalName: z.string().nullish() })
const readUsers = callFor(perUserMfa, USERS)
const readStates = callFor(perUserMfa, POLICIES)

/** Graph tells it user by user. https://learn.microsoft.com/graph/api/authentication-get */
async function* states({ graph }: MicrosoftConnection, from?: string) {
  const path = from ?? '/users?$select=id,userPrincipalName&$top=999'
  for await (const { value, next } of graph.pages(path, user, readUsers)) {
    const items: unknown[] = []
    for (let start = 0; start < value.length; start += MOST_IN_BATCH) {
      const some = value.slice(start, start + MOST_IN_BATCH)
      const paths = some.map(({ id }) => `/users/${id}/authentication/requirements`)
      const found = await readTogether(graph, 'beta', paths, readStates)
      for (const [index, { id, userPrincipalName }] of some.entries()) {
        const { '@odata.context': _, ...requirements } = found[index] ?? {}
        if (found[index]) items.push({ id, userPrincipalName, ...requirements })
      }
    }
    yield { items, ...(next !== undefined && { next }) }
  }
}

export const perUserMfaReaders: readonly MicrosoftReader[] = [
  listBy(perUserMfa, POLICIES, (connection, _context, from) => states(connection, from)),
]
