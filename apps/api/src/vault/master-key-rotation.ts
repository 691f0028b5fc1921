import { existsSync } from 'node:fs'
import { masterKeyFiles, replaceMasterKeyFile, retireMasterKeyFile } from './master-key-file.js'
import type { MasterKeySource } from './master-keys.js'

/**
 * Puts a new master key in the place of the current one, unless a rotation that was stopped has done so. A running API finds
 * it there when it meets the first data key that is wrapped with it.
 */
export function beginFileRotation({ dataDir }: MasterKeySource): void {
  const files = masterKeyFiles(dataDir)
  const replaced = existsSync(files.previous) && !existsSync(files.next)
  if (existsSync(files.current) && !replaced) replaceMasterKeyFile(files)
}

/** Puts the old key aside once nothing is wrapped with it any more. Returns where it is. */
export function endFileRotation({ dataDir }: MasterKeySource): string | undefined {
  return retireMasterKeyFile(masterKeyFiles(dataDir))
}
