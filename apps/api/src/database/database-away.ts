const LOST =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Classes of SQLSTATE for a server that is going, gone or full: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const AWAY = /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/

/** Whether an error means that PostgreSQL does not answer, rather than that it refused what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && AWAY.test(error.code)) return fromDatabase(error)
  return LOST.test(error.message)
}

/** The same codes come from any socket; only the driver's own wrap, or its pool, is about the database. */
function fromDatabase(error: Error): boolean {
  return (
    error.name === 'QueryFailedError' || 'severity' in error || 'syscall' in error || error instanceof AggregateError
  )
}
