import { AppError } from '@tenantry/core'

/** Whether there is no such object any more: what was listed a moment ago can be deleted since. */
export function isGone(error: unknown): boolean {
  return error instanceof AppError && error.provenance?.status === 404
}
