import { AuditLog } from './audit/audit-log.js'
import { readConfig } from './config/config.js'
import { StartupError } from './config/startup-error.js'
import { launchPostgres } from './database/embedded/launch-postgres.js'
import { openDatabase } from './database/open-database.js'

const USAGE = `Usage: npm run audit -- verify
  verify   follow the audit log of every organization from its first entry to its last
The API may go on running.`

/** Verifies the logs of all organizations. Answers whether all are whole. */
async function verify(log: AuditLog): Promise<boolean> {
  let whole = true
  for (const organizationId of await log.organizations()) {
    const { ok, checked, firstBroken, head } = await log.verify(organizationId)
    whole &&= ok
    console.log(
      ok
        ? `OK      ${organizationId}: ${checked} entries; checkpoint ${head.sequence}:${head.hash}`
        : `BROKEN  ${organizationId}: entry ${firstBroken?.sequence}. ${firstBroken?.reason}`,
    )
  }
  return whole
}

async function run(): Promise<void> {
  if (process.argv[2] !== 'verify') throw new StartupError(USAGE)
  const config = readConfig(process.env)
  const embedded = config.databaseUrl
    ? undefined
    : await launchPostgres({ dataRoot: config.dataDir, log: console.error, shared: true })
  try {
    const { database, close } = await openDatabase(config, config.databaseUrl ?? embedded?.ownerUrl ?? '')
    if (!(await verify(new AuditLog(database)))) process.exitCode = 2
    await close()
  } finally {
    await embedded?.stop()
  }
}

try {
  await run()
} catch (error) {
  if (!(error instanceof StartupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
