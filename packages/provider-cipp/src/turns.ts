/** As many calls at once as an instance bears without slowing its technicians down. */
const AT_ONCE = 4

/** Lets few calls through at a time, and one for each tenant: CIPP has no limits of its own. */
export class Turns {
  readonly #lines = new Map<string, Promise<unknown>>()
  readonly #waiting: (() => void)[] = []
  #free = AT_ONCE

  /** Runs work when it is its turn. */
  async take<T>(work: () => Promise<T>, tenantId?: string): Promise<T> {
    if (tenantId === undefined) return this.#inTurn(work)
    const before = this.#lines.get(tenantId) ?? Promise.resolve()
    const mine = before.then(() => this.#inTurn(work))
    const line = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.#lines.get(tenantId) === line) this.#lines.delete(tenantId)
      })
    this.#lines.set(tenantId, line)
    return mine
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
