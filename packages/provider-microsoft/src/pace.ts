import { setTimeout as wait } from 'node:timers/promises'
import { cancelled, type Host, retryAfterSeconds } from '@tenantry/core'

/** How often a call is sent in all, by what the service answers, and how long it waits for that at most. */
export interface Patience {
  tries: Readonly<Record<number, number>>
  longestSeconds: number
  /** Once nothing was let through for so long, calls are not sent again any more. */
  outageSeconds: number
}

/** Somebody is waiting for the answer. */
const SOON: Patience = { tries: { 429: 3 }, longestSeconds: 3, outageSeconds: 30 }
/** Nobody is: an answer that comes late is worth more than none. */
export const PATIENT: Patience = { tries: { 429: 7, 503: 3, 504: 3 }, longestSeconds: 300, outageSeconds: 120 }

/** A little more than is asked, since clocks and networks are uneven. */
const MARGIN = 1.1

/**
 * What a tenant's app, or all of its apps together, may send in how many seconds.
 * https://learn.microsoft.com/graph/throttling-limits
 */
const LIMITS: readonly { paths: RegExp; calls: number; seconds: number }[] = [
  { paths: /\/(identity\/conditionalaccess|identityprotection)\//i, calls: 1, seconds: 1 },
  { paths: /\/(auditlogs|reports\/authenticationmethods)\/|\bsigninactivity\b/i, calls: 5, seconds: 10 },
]

/** Calls that share a limit: one after another, and when the last of them were done. */
interface Lane {
  turn: Promise<unknown>
  ends: number[]
}

/** Sends calls no faster than the service takes them, and again after a wait when it refuses one for going too fast. */
export class Pace {
  readonly #lanes: readonly Lane[] = LIMITS.map(() => ({ turn: Promise.resolve(), ends: [] }))
  /** When the first call was refused since one was let through. */
  #refusedSince: number | undefined

  constructor(private readonly host: Host) {}

  send(url: string, send: () => Promise<Response>, patience: Patience = SOON): Promise<Response> {
    const index = LIMITS.findIndex(({ paths }) => paths.test(url))
    const [limit, lane] = [LIMITS[index], this.#lanes[index]]
    if (!limit || !lane) return this.#patiently(send, patience)
    const mine = lane.turn.then(async () => {
      const freed = lane.ends.length < limit.calls ? undefined : lane.ends.shift()
      if (freed !== undefined) await this.rest(limit.seconds * MARGIN - (Date.now() - freed) / 1000)
      try {
        return await this.#patiently(send, patience)
      } finally {
        lane.ends.push(Date.now())
      }
    })
    lane.turn = mine.catch(() => undefined)
    return mine
  }

  /** Lets time go by; ends with the work that it is for. */
  async rest(seconds: number): Promise<void> {
    if (seconds <= 0) return
    await wait(seconds * 1000, undefined, { signal: this.host.signal }).catch((cause: unknown) => {
      throw cancelled({}, { cause })
    })
  }

  async #patiently(send: () => Promise<Response>, patience: Patience): Promise<Response> {
    const { tries, longestSeconds, outageSeconds } = patience
    let response = await send()
    for (let tried = 1; tried < (tries[response.status] ?? 0); tried++) {
      const asked = retryAfterSeconds(response, this.host.clock.now())
      const seconds = asked ?? Math.min(longestSeconds, MARGIN * 2 ** (tried - 1))
      this.#refusedSince ??= Date.now()
      const outage = (Date.now() - this.#refusedSince) / 1000 + seconds
      if (seconds > longestSeconds || outage > outageSeconds) return response
      await this.rest(seconds)
      response = await send()
    }
    if (tries[response.status] === undefined) this.#refusedSince = undefined
    return response
  }
}
