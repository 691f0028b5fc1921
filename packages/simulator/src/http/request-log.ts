/** One exchange with a simulated service, for people to look at. */
export interface LoggedRequest {
  /** Counts from 1 since the world began. */
  number: number
  time: string
  method: string
  url: string
  status: number
  tenantId?: string
  /** What struck it: kinds of faults, and the limit that refused it. */
  struck?: string[]
  /** Whether the answer came whole and as it was meant. */
  arrived: boolean
}

const KEPT = 500

/** The last requests. */
export class RequestLog {
  readonly #kept: LoggedRequest[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  add(request: Omit<LoggedRequest, 'number'>): void {
    this.#kept[this.#count % KEPT] = { number: ++this.#count, ...request }
  }

  /** Newest first. */
  list({ after = 0, tenantId, top = KEPT }: { after?: number; tenantId?: string | undefined; top?: number } = {}) {
    const found: LoggedRequest[] = []
    const oldest = Math.max(after, this.#count - KEPT)
    for (let number = this.#count; number > oldest && found.length < top; number--) {
      const request = this.#kept[(number - 1) % KEPT] as LoggedRequest
      if (tenantId === undefined || request.tenantId === tenantId) found.push(request)
    }
    return found
  }
}
