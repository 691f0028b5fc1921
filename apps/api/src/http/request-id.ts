import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import { runInRequest } from './request-context.js'

/** What we take over from a caller; anything else could be meant to confuse a log. */
const ACCEPTABLE = /^[\w.:-]{8,64}$/

/** Names each exchange: with the caller's `x-request-id` when it is plain, else with a new one. Answered on all. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id')
  request.id = given && ACCEPTABLE.test(given) ? given : randomUUID()
  response.setHeader('x-request-id', request.id)
  runInRequest({ requestId: request.id }, next)
}
