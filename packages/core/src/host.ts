/** What a plugin may say about a call it makes. */
export interface CallOptions extends RequestInit {
  /** The permissions that allow this call; recorded as used when it succeeds. */
  permissions?: readonly string[]
  /** The person's words for what is being done, e.g. `Read the organization`. Shown in the integration log. */
  purpose?: string
  /** How many times the usual deadline this call may take, of a service known to be slow. */
  patience?: number
}

/** What can be asked of the domain name system. */
export type DnsType = 'TXT' | 'MX' | 'CNAME'

/** The only door of a plugin to the world. */
export interface Host {
  /**
   * Sends a request. Refuses hosts the plugin did not declare and calls it declared never to make, follows no redirect,
   * ends with the connection's deadline, and records the exchange in the integration log.
   * Throws `notReachable`, `timedOut`, `cancelled` or `callForbidden`; any HTTP status is an answer, not an error.
   */
  fetch(url: string, options?: CallOptions): Promise<Response>
  /**
   * Asks the domain name system. Resolves to the records of this type, or to none where the name or the type does not
   * exist; the parts of a text are joined, a mail exchanger reads `10 mail.example.com`. Throws `nameUnanswered` where no
   * server would say, for that does not mean that there is nothing.
   */
  resolve(name: string, type: DnsType): Promise<readonly string[]>
  /** Writes a line to the connection's log. Never pass a secret. */
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: Record<string, unknown>): void
  /** The clock to judge lifetimes by. */
  clock: { now(): Date }
  /** Fires when the work must stop. */
  signal: AbortSignal
  /** Reads the workload identity token that the operator mounted under this name (federated credentials). */
  workloadToken(name: string): Promise<string>
}
