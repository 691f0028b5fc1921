import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from './app.module.js'
import { requestId } from './http/request-id.js'
import { serveReference } from './openapi/serve.js'
import type { Platform } from './platform.module.js'

/** Makes the application, ready to listen. Tests and the process make it the same way. */
export async function createApp(platform: Platform): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(platform), {
    abortOnError: false,
    logger: ['error', 'warn'],
  })
  app.set('trust proxy', platform.config.trustProxy)
  app.set('x-powered-by', false)
  app.use(requestId)
  serveReference(app)
  return app
}
