import type { Actor } from './authentication.js'

declare global {
  namespace Express {
    interface Request {
      /** Names this exchange; see `request-id.ts`. */
      id: string
      /** Set by the authentication guard on every operation that is not public. */
      actor?: Actor
    }
  }
}
