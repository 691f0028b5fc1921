import { z } from 'zod'
import { rowsOf } from '../answers.js'
import type { CippClient } from '../cipp-client.js'
import { CORE_READ } from '../permissions.js'

const task = z.looseObject({ Name: z.string(), Status: z.string() })
const queue = z.looseObject({
  RowKey: z.string(),
  Name: z.string().nullish(),
  Status: z.string().nullish(),
  Timestamp: z.string().nullish(),
  TotalTasks: z.number().nullish(),
  Tasks: z.unknown(),
})

/** Background work of CIPP’s, as far as it tells. */
export interface Queue {
  id: string
  /** When CIPP put it there, by its own clock. */
  at: Date | undefined
  /** How many tasks it is of, where that is told. */
  total: number | undefined
  /** By the name of the tenant in lower case; tasks that wait are not told of. */
  tasks: Map<string, string>
  /** Nothing of it is left to do. */
  ended: boolean
}

const DEPLOYMENT = 'Application Approval (Template)'

const LIST = { name: 'ListCippQueue', permission: CORE_READ, purpose: 'See how far CIPP is with the consent' }

/** The deployments of the last three hours, newest first. */
export async function deployments(client: CippClient): Promise<Queue[]> {
  return read(await client.call(LIST)).toSorted((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))
}

export async function deployment(client: CippClient, id: string): Promise<Queue | undefined> {
  return read(await client.call({ ...LIST, query: { QueueId: id } })).find((one) => one.id === id)
}

function read(answer: unknown): Queue[] {
  return rowsOf(answer).flatMap((row) => {
    const found = queue.safeParse(row).data
    if (!found || (found.Name ?? DEPLOYMENT) !== DEPLOYMENT) return []
    const at = new Date(found.Timestamp ?? Number.NaN)
    const tasks = rowsOf(found.Tasks).flatMap((one) => task.safeParse(one).data ?? [])
    return {
      id: found.RowKey,
      at: Number.isNaN(at.getTime()) ? undefined : at,
      total: found.TotalTasks ?? undefined,
      tasks: new Map(tasks.map(({ Name, Status }) => [Name.toLowerCase(), Status])),
      ended: /^(Completed|Failed)/.test(found.Status ?? ''),
    }
  })
}
