import { StartupError } from '../../config/startup-error.js'

/** Whether something failed because the disk is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return /No space left on device/.test(String(error))
  if ('code' in error && error.code === 'ENOSPC') return true
  return 'stderr' in error && /No space left on device/.test(String(error.stderr))
}

/** The disk of this folder is full. */
export function noDisk(folder: string, cause?: unknown): StartupError {
  return new StartupError(
    `The disk of ${folder} is full: make room (a new installation needs 128 MB), or set DATA_DIR to another disk.`,
    { cause },
  )
}
