/** A session ends after this long without a request, */
export const IDLE_SECONDS = 12 * 60 * 60

/** and after this long in any case. */
export const ABSOLUTE_SECONDS = 7 * 24 * 60 * 60

/** How exactly it is kept when someone was last seen: at most one write in this time. */
export const SEEN_EVERY_SECONDS = 60

/** When a session ends unless it is used again. */
export function endOf(session: { lastSeenAt: Date; expiresAt: Date }): Date {
  return new Date(Math.min(session.lastSeenAt.getTime() + IDLE_SECONDS * 1000, session.expiresAt.getTime()))
}
