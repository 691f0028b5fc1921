import 'reflect-metadata'
import type { Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { NextFunction, Request, Response } from 'express'
import type { DestinationStream } from 'pino'
import { AppModule } from './app.module.js'
import { serveConsole } from './http/console.js'
import { notFound } from './http/errors.js'
import { readJsonBodies } from './http/json-body.js'
import { rateLimit } from './http/rate-limit.js'
import { requestId } from './http/request-id.js'
import { securityHeaders } from './http/security-headers.js'
import { createLog, nestLog } from './observability/log.js'
import { Metrics } from './observability/metrics.js'
import { Redactor } from './observability/redactor.js'
import { logRequests } from './observability/request-log.js'
import { serveReference } from './openapi/serve.js'
import type { OpenPlatform } from './platform.module.js'

/** What differs from a real start. */
export interface CreateOptions {
  /** Where the log goes instead of standard output. */
  logTo?: DestinationStream
  /** Rooms besides those of the house. */
  modules?: Type[]
}

/** Makes the application, ready to listen. Tests and the process make it the same way. */
export async function createApp(platform: OpenPlatform, options: CreateOptions = {}): Promise<NestExpressApplication> {
  const { config } = platform
  const redactor = new Redactor()
  const log = createLog(config, redactor, options.logTo)
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with({ ...platform, redactor }, options.modules),
    {
      abortOnError: false,
      bodyParser: false,
      forceCloseConnections: true,
      logger: nestLog(log),
    },
  )
  app.set('trust proxy', config.trustProxy)
  app.set('x-powered-by', false)
  app.set('query parser', 'simple')
  app.use(requestId)
  app.use(logRequests(log, app.get(Metrics)))
  app.use(securityHeaders(config))
  if (config.role === 'worker') app.use(onlyHealthAndMetrics)
  serveReference(app)
  serveConsole(app)
  app.use('/api/v1', rateLimit(config.requestsPerMinute))
  readJsonBodies(app)
  return app
}

/** A worker answers those who watch over it, and nobody else. */
function onlyHealthAndMetrics(request: Request, _response: Response, next: NextFunction): void {
  if (!request.path.startsWith('/api/health/') && request.path !== '/metrics') throw notFound({ what: 'address' })
  next()
}
