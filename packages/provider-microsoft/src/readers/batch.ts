import { unexpectedAnswer } from '@tenantry/core'
import { z } from 'zod'
import type { GraphCall, GraphClient } from '../graph-client.js'
import { isGone } from './gone.js'
import { anything } from './graph.js'

/** In one batch. https://learn.microsoft.com/graph/json-batching */
export const MOST_IN_BATCH = 20

const answers = z.looseObject({
  responses: z.array(
    z.looseObject({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.unknown()).nullish(),
      body: z.unknown(),
    }),
  ),
})

/**
 * Reads several objects at once, each judged by itself. What Graph had no time for is asked again one by one, once it
 * has waited as it says. In the order of the paths; undefined where there is no such object any more.
 */
export async function readTogether(
  graph: GraphClient,
  version: 'v1.0' | 'beta',
  paths: readonly string[],
  call: GraphCall,
): Promise<(Record<string, unknown> | undefined)[]> {
  const requests = paths.map((url, index) => ({ id: String(index), method: 'GET', url }))
  const { responses } = await graph.query(`/${version}/$batch`, { requests }, answers, call)
  const byId = new Map(responses.map((response) => [response.id, response]))
  const inOrder = requests.map(({ id, url }) => ({ url, response: byId.get(id) }))
  const missing = inOrder.filter(({ response }) => !response).length
  if (missing > 0) {
    throw unexpectedAnswer({
      service: 'Microsoft Graph',
      what: `${missing} of ${paths.length} answers missing in a batch`,
    })
  }
  await graph.rest(Math.max(0, ...responses.map(waitOf)))
  const read: (Record<string, unknown> | undefined)[] = []
  for (const { url, response } of inOrder) {
    const body = response?.status === 200 ? anything.safeParse(response.body).data : undefined
    read.push(body ?? (response?.status === 404 ? undefined : await alone(graph, `/${version}${url}`, call)))
  }
  return read
}

type Response = z.output<typeof answers>['responses'][number]

function waitOf({ status, headers }: Response): number {
  if (status !== 429 && status < 500) return 0
  const [, after] = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after') ?? []
  const seconds = Number(after ?? 1)
  return Number.isFinite(seconds) ? Math.min(seconds, 300) : 1
}

/** By itself a refusal comes with its reason. */
async function alone(graph: GraphClient, path: string, call: GraphCall): Promise<Record<string, unknown> | undefined> {
  try {
    return await graph.get(path, anything, call)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}
