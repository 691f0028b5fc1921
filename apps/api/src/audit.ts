import { AuditLog } from './audit/audit-log.js'
import { runCommand } from './command.js'
import { StartupError } from './config/startup-error.js'

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

await runCommand(async (database) => {
  if (process.argv[2] !== 'verify') throw new StartupError(USAGE)
  if (!(await verify(new AuditLog(database)))) process.exitCode = 2
})
