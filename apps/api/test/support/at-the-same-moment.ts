import { Client } from 'pg'
import type { TestApp } from './start-app.js'

/** Sends requests so that each has read a table before any writes to it, and answers when all are done. */
export async function atTheSameMoment<T>(
  api: TestApp,
  table: string,
  requests: (() => PromiseLike<T>)[],
): Promise<T[]> {
  const owner = new Client({ connectionString: api.ownerDatabase.ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    await owner.query(`lock table ${table} in share mode`)
    const answers = Promise.all(requests.map((send) => send().then((answer) => answer)))
    while ((await waiting(api)) < requests.length) await new Promise((resolve) => setTimeout(resolve, 20))
    await owner.query('commit')
    return await answers
  } finally {
    await owner.end()
  }
}

async function waiting(api: TestApp): Promise<number> {
  const [row] = await api.ownerDatabase.asOwner<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return row?.count ?? 0
}
