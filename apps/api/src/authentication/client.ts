import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'

/** Where a request comes from. */
export interface Client {
  ip: string
  userAgent: string
  /** The raw `Cookie` header, which may hold a session that is about to be replaced. */
  cookie: string
}

/** The client of the request. */
export const CurrentClient = createParamDecorator((_: unknown, context: ExecutionContext): Client => {
  const request = context.switchToHttp().getRequest<Request>()
  return {
    ip: request.ip ?? 'unknown',
    userAgent: (request.get('user-agent') ?? '').replaceAll(/\p{Cc}/gu, ' ').slice(0, 300),
    cookie: request.get('cookie') ?? '',
  }
})
