import { createHash } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import { tooManyRequests } from './errors.js'

interface Bucket {
  tokens: number
  filledAt: number
}

/** How many callers are remembered; the one seen longest ago is forgotten first. */
const REMEMBERED = 10_000

/**
 * Lets each caller have so many requests a minute, and a quarter of that at once. A caller is a key or a session; and all that
 * come from one address share ten times as much, so that made-up keys gain nothing. Reads cost one, changes two.
 */
export function rateLimit(perMinute: number, now: () => number = Date.now) {
  const callers = buckets(perMinute, now)
  const addresses = buckets(perMinute * 10, now)

  return (request: Request, response: Response, next: NextFunction): void => {
    const cost = request.method === 'GET' || request.method === 'HEAD' ? 1 : 2
    const address = request.ip ?? ''
    const wait = Math.max(addresses.take(address, cost).wait, 0)
    const caller = callers.take(callerOf(request) ?? address, cost)
    const seconds = Math.ceil(Math.max(wait, caller.wait))
    response.setHeader('ratelimit-limit', perMinute)
    response.setHeader('ratelimit-remaining', Math.max(0, Math.floor(caller.tokens)))
    response.setHeader('ratelimit-reset', Math.ceil((callers.size - caller.tokens) / callers.perSecond))
    if (seconds > 0) throw tooManyRequests({ seconds }, { retryAfterSeconds: seconds })
    next()
  }
}

function buckets(perMinute: number, now: () => number) {
  const perSecond = perMinute / 60
  const size = Math.max(perMinute / 4, 2)
  const known = new Map<string, Bucket>()
  return {
    size,
    perSecond,
    /** Takes tokens if there are enough. `wait` is 0 when there were, else the seconds until there will be. */
    take(key: string, cost: number): { tokens: number; wait: number } {
      const at = now()
      const { tokens = size, filledAt = at } = known.get(key) ?? {}
      const filled = Math.min(size, tokens + ((at - filledAt) / 1000) * perSecond)
      const wait = filled >= cost ? 0 : (cost - filled) / perSecond
      const left = wait === 0 ? filled - cost : filled
      known.delete(key)
      known.set(key, { tokens: left, filledAt: at })
      if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? '')
      return { tokens: left, wait }
    },
  }
}

/** Credentials are remembered as a hash: the limiter is no place to find them. */
function callerOf(request: Request): string | undefined {
  const credential = request.get('authorization') ?? request.get('cookie')
  return credential === undefined ? undefined : createHash('sha256').update(credential).digest('base64')
}
