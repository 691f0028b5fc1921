import type { CookieOptions, Response } from 'express'
import type { Config } from '../config/config.js'
import { ABSOLUTE_SECONDS } from './lifetime.js'

/** The name of the cookie. Behind https a browser accepts the prefixed one from this very host alone. */
export function cookieName(config: Pick<Config, 'publicUrl'>): string {
  return isSecure(config) ? '__Host-tenantry_session' : 'tenantry_session'
}

/** The session's token in a `Cookie` header. */
export function readSessionCookie(config: Pick<Config, 'publicUrl'>, header: string): string | undefined {
  const name = `${cookieName(config)}=`
  const pair = header.split(';').find((part) => part.trim().startsWith(name))
  return pair?.trim().slice(name.length)
}

/** Hands the token of a session to the browser. */
export function setSessionCookie(config: Pick<Config, 'publicUrl'>, response: Response, token: string): void {
  response.cookie(cookieName(config), token, { ...attributes(config), maxAge: ABSOLUTE_SECONDS * 1000 })
}

/** Makes the browser forget the session. */
export function clearSessionCookie(config: Pick<Config, 'publicUrl'>, response: Response): void {
  response.clearCookie(cookieName(config), attributes(config))
}

function attributes(config: Pick<Config, 'publicUrl'>): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(config) }
}

function isSecure({ publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  return publicUrl?.startsWith('https:') ?? false
}
