import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { launchPostgres, type LaunchOptions } from './launch-postgres.js'
import { choosePlace, CLUSTER } from './place.js'

/** Deletes a data directory with its database. Refuses while an instance uses it. */
export async function erasePostgres(options: LaunchOptions): Promise<void> {
  if (!existsSync(options.dataRoot)) return
  const { root } = choosePlace(options.dataRoot, options.log, options.reachableRoot)
  // Only as the one instance may a server be stopped, which a killed process may have left running.
  if (existsSync(join(root, CLUSTER))) await (await launchPostgres(options)).stop()
  rmSync(root, { recursive: true, force: true })
  rmSync(options.dataRoot, { recursive: true, force: true })
}
