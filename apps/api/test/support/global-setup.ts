import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { launchPostgres } from '../../src/database/embedded/launch-postgres.js'
import { migrate } from '../../src/database/migrate.js'
import { TEST_MASTER_KEY } from './master-key.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's address of the server that tests make their databases on. */
    postgresUrl: string
  }
}

/** Starts one PostgreSQL for the run and migrates the database that all others are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataRoot = await mkdtemp(join(tmpdir(), 'tenantry-test-'))
  const postgres = await launchPostgres({
    dataRoot,
    log: () => undefined,
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '300' },
  })
  const admin = new Client({ connectionString: postgres.ownerUrl })
  await admin.connect()
  await admin.query('create database template_migrated')
  await admin.end()
  const url = new URL(postgres.ownerUrl)
  url.pathname = '/template_migrated'
  await migrate(url.href, { dataDir: dataRoot, masterKey: TEST_MASTER_KEY })
  project.provide('postgresUrl', postgres.ownerUrl)
  return async () => {
    await postgres.stop()
    await rm(dataRoot, { recursive: true, force: true })
  }
}
