import type { AppCredential } from '../../resources/applications.js'

/** Whether a secret or certificate still opens the door; one without an end does. */
export function isLive({ endDateTime }: AppCredential, now: Date): boolean {
  return !(Date.parse(endDateTime ?? '') <= now.getTime())
}

/** What people know a secret or certificate by. */
export function credentialName({ displayName, hint, keyId }: AppCredential): string {
  return displayName || (hint ? `${hint}…` : keyId)
}
