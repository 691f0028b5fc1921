import type { NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'
import type { Metrics } from './metrics.js'

/** Notes every exchange: its line in the log, its time in the metrics. Neither holds a query, header or body. */
export function logRequests(log: Logger, metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const start = process.hrtime.bigint()
    response.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9
      const route = routeOf(request)
      metrics.requests.observe({ method: request.method, route, status: response.statusCode }, seconds)
      const path = pathOf(request)
      if (!path.startsWith('/api/v1')) return
      const { method, actor } = request
      log[response.statusCode >= 500 ? 'warn' : 'info'](
        {
          requestId: request.id,
          method,
          path,
          status: response.statusCode,
          durationMs: Math.round(seconds * 1000),
          ...(actor && { actor: `${actor.kind}:${actor.id}` }),
          ...(!response.writableFinished && { aborted: true }),
        },
        'request',
      )
    })
    next()
  }
}

/** The pattern of the address, not the address: metrics must not grow with ids. */
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined
  return typeof route?.path === 'string' ? route.path : 'other'
}

/** The address without its query; a segment that is long and no id may be the token of a link. */
function pathOf(request: Request): string {
  const [path = ''] = request.originalUrl.split('?')
  return path.replaceAll(/(?<=\/)(?![0-9a-f]{8}-[0-9a-f-]{27}(?:\/|$))[^/]{24,}/g, '…')
}
