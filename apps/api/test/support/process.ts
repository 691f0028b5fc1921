import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import supertest from 'supertest'
import { launchPostgres } from '../../src/database/embedded/launch-postgres.js'

const MAIN = join(import.meta.dirname, '../../dist/main.js')

/** The key that scripts sign in with. */
export const BOOTSTRAP_API_KEY = 'tnt_bootstrap_key_of_a_test_installation'

/** The API as the process it really is, on its own embedded PostgreSQL. */
export interface ApiProcess {
  url: string
  /** Requests with the bootstrap key. */
  agent: ReturnType<typeof supertest.agent>
  /** All that it wrote to standard output and standard error. */
  output: () => string
  kill: (signal: NodeJS.Signals) => Promise<void>
}

/** Starts the built API on a data directory and waits until it listens. */
export async function startProcess(dataDir: string, env: Record<string, string> = {}): Promise<ApiProcess> {
  if (!existsSync(MAIN)) throw new Error('The API is not built: run `pnpm --filter @tenantry/api build` first.')
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', BOOTSTRAP_API_KEY, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      output += text
      const address = /listens on (http\S+)/.exec(output)?.[1]
      if (address) resolve(address)
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    void ended.then(() => reject(new Error(`The process ended: ${output}`)))
  })
  return {
    url,
    agent: supertest.agent(url).set('authorization', `Bearer ${BOOTSTRAP_API_KEY}`),
    output: () => output,
    kill: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}

/** Works on the embedded database of a running process as its owner, who sees everything. */
export async function asOwnerOf<T>(dataDir: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { ownerUrl } = await launchPostgres({ dataRoot: dataDir, log: () => undefined, shared: true })
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
