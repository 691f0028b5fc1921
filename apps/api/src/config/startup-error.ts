/** A reason not to start, in one line a person can act on. */
export class StartupError extends Error {
  override readonly name = 'StartupError'
}
