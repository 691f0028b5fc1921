import { clouds } from '../clouds.js'

/**
 * What Graph says when a token was revoked before its end: get one that is newer than now.
 * https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsChallenge(now: Date): Record<string, string> {
  const wanted = { access_token: { nbf: { essential: true, value: String(Math.floor(now.getTime() / 1000)) } } }
  const claims = Buffer.from(JSON.stringify(wanted)).toString('base64')
  const authorize = `https://${clouds.global.login}/common/oauth2/authorize`
  return {
    'www-authenticate': `Bearer realm="", authorization_uri="${authorize}", error="insufficient_claims", claims="${claims}"`,
  }
}
