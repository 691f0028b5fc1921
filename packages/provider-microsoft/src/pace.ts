import { setTimeout as wait } from 'node:timers/promises'
import { cancelled, type Host } from '@tenantry/core'
import { retryAfterSeconds } from './provenance.js'

/** How often a call is sent again, and how long it waits for that at most. */
const TRIES = 3
const LONGEST_SECONDS = 3
/** A little more than a second, since clocks and networks are uneven. */
const A_SECOND_MS = 1100

/** Conditional Access and identity protection take one call a second and tenant, whoever calls. */
const ONE_A_SECOND = /\/(identity\/conditionalaccess|identityprotection)\//i

/**
 * Sends calls no faster than the service takes them, and again after a short wait when it refuses one for going too fast.
 * https://learn.microsoft.com/graph/throttling-limits
 */
export class Pace {
  #turn: Promise<unknown> = Promise.resolve()
  #earliest = 0

  constructor(private readonly host: Host) {}

  send(url: string, send: () => Promise<Response>): Promise<Response> {
    if (!ONE_A_SECOND.test(url)) return this.#patiently(send)
    const mine = this.#turn.then(async () => {
      await this.#wait(this.#earliest - Date.now())
      try {
        return await this.#patiently(send)
      } finally {
        this.#earliest = Date.now() + A_SECOND_MS
      }
    })
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async #patiently(send: () => Promise<Response>): Promise<Response> {
    let response = await send()
    for (let tries = 1; tries < TRIES && response.status === 429; tries++) {
      const asked = retryAfterSeconds(response, this.host.clock.now())
      if (asked !== undefined && asked > LONGEST_SECONDS) return response
      await this.#wait(asked === undefined ? A_SECOND_MS * tries : asked * 1000)
      response = await send()
    }
    return response
  }

  /** Ends with the work it waits for. */
  async #wait(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return
    await wait(milliseconds, undefined, { signal: this.host.signal }).catch((cause: unknown) => {
      throw cancelled({}, { cause })
    })
  }
}
