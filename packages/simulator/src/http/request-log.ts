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

/** As it is kept: what is written out only when someone looks. */
export interface NotedRequest extends Omit<LoggedRequest, 'number' | 'time' | 'url'> {
  time: Date
  /** Its address in parts, which are put together when somebody looks. */
  address: readonly string[]
}

const KEPT = 500

/** The last requests. */
export class RequestLog {
  readonly #kept: NotedRequest[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  add(request: NotedRequest): void {
    this.#kept[this.#count++ % KEPT] = request
  }

  /** Newest first. */
  list({ after = 0, tenantId, top = KEPT }: { after?: number; tenantId?: string | undefined; top?: number } = {}) {
    const found: LoggedRequest[] = []
    const oldest = Math.max(after, this.#count - KEPT)
    for (let number = this.#count; number > oldest && found.length < top; number--) {
      const request = this.#kept[(number - 1) % KEPT] as NotedRequest
      if (tenantId === undefined || request.tenantId === tenantId) found.push(written(number, request))
    }
    return found
  }
}

function written(number: number, { time, address, ...rest }: NotedRequest): LoggedRequest {
  return { number, time: time.toISOString(), ...rest, url: address.join('') }
}
