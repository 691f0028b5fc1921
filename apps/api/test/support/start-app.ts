import { randomUUID } from 'node:crypto'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Pool } from 'pg'
import supertest from 'supertest'
import { inject } from 'vitest'
import { readConfig, type Config } from '../../src/config/config.js'
import { createApp, type CreateOptions } from '../../src/create-app.js'
import type { Database } from '../../src/database/database.js'
import { openDatabase } from '../../src/database/open-database.js'
import { TEST_MASTER_KEY } from './master-key.js'

/** A database of its own for a test file, copied from the migrated one. */
export interface TestDatabase {
  /** The owner's login; it is a superuser and sees everything. */
  ownerUrl: string
  /** Runs one statement as the owner. */
  asOwner: <Row extends object>(sql: string, params?: unknown[]) => Promise<Row[]>
  drop: () => Promise<void>
}

/** The whole API, listening on a free port. */
export interface TestApp {
  app: NestExpressApplication
  url: string
  /** Requests to it, with the header that our own pages send. */
  agent: ReturnType<typeof supertest.agent>
  config: Config
  database: Database
  ownerDatabase: TestDatabase
  close: () => Promise<void>
}

/** Makes a database for one test file. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = new Pool({ connectionString: inject('postgresUrl'), max: 1 })
  await admin.query(`create database ${name} template template_migrated`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  const owner = new Pool({ connectionString: url.href, max: 2 })
  // The forced drop below may still meet a connection on its way out.
  for (const pool of [admin, owner]) pool.on('error', () => undefined)
  return {
    ownerUrl: url.href,
    asOwner: async <Row extends object>(sql: string, params: unknown[] = []) =>
      (await owner.query<Row>(sql, params)).rows,
    drop: async () => {
      await owner.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** What differs from a real start. */
export interface StartOptions extends CreateOptions {
  /** Changes the way to the database before it is taken. */
  reroute?: (databaseUrl: URL) => Promise<void>
}

/** Starts the API as the process does. `env` holds the environment variables to set. */
export async function startApp(
  env: Record<string, string> = {},
  { reroute, ...options }: StartOptions = {},
): Promise<TestApp> {
  const ownerDatabase = await createDatabase()
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '1000000',
    DATABASE_URL: ownerDatabase.ownerUrl,
    MASTER_KEY: TEST_MASTER_KEY,
    ...env,
  })
  const databaseUrl = new URL(ownerDatabase.ownerUrl)
  await reroute?.(databaseUrl)
  const opened = await openDatabase(config, databaseUrl.href).catch(async (error: unknown) => {
    await ownerDatabase.drop()
    throw error
  })
  const app = await createApp(
    {
      config,
      masterKeys: opened.masterKeys,
      database: opened.database,
      appUrl: opened.appUrl,
    },
    options,
  )
  await app.listen(config.port, config.host)
  const url = await app.getUrl()
  return {
    app,
    url,
    agent: supertest.agent(url).set('x-tenantry', '1'),
    config,
    database: opened.database,
    ownerDatabase,
    close: async () => {
      await app.close()
      await opened.close()
      await ownerDatabase.drop()
    },
  }
}
