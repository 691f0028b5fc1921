import { cancelled, changeUnconfirmed } from './shared-errors.js'

/** A change, and how a second read shows it. */
export interface Change {
  service: string
  /** The person's words for it, e.g. `Add Adele to Sales`. */
  change: string
  make: () => Promise<unknown>
  shows: () => Promise<boolean>
  signal: AbortSignal
}

/** Seconds before each second read: a service of many servers shows a change after a while. */
const PAUSES = [0, 1, 3] as const

/**
 * Makes a change and believes only a second read. A refusal or a time-out does not count when the change shows all the
 * same, e.g. since it had been made before; nothing is ever sent twice.
 */
export async function confirmChange({ service, change, make, shows, signal }: Change): Promise<void> {
  const refusal = await make().then(
    () => undefined,
    (thrown: unknown) => ({ thrown }),
  )
  if (refusal) {
    if (await shows().catch(() => false)) return
    throw refusal.thrown
  }
  for (const seconds of PAUSES) {
    await pause(seconds * 1000, signal)
    if (await shows()) return
  }
  throw changeUnconfirmed({ service, change })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(cancelled({}, { cause: signal.reason }))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
