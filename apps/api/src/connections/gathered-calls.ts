import { AsyncLocalStorage } from 'node:async_hooks'
import type { CallRecord } from '@tenantry/core'

const gathering = new AsyncLocalStorage<CallRecord[]>()

/** Does some work, and tells the calls it made through whatever connections. */
export async function gatherCalls<T>(work: () => Promise<T>): Promise<{ result: T; calls: CallRecord[] }> {
  const calls: CallRecord[] = []
  return { result: await gathering.run(calls, work), calls }
}

/** Adds a call to what the work that makes it gathers, if it does. */
export function addGathered(record: CallRecord): void {
  gathering.getStore()?.push(record)
}
