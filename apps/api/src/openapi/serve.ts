import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { NextFunction, Request, Response } from 'express'
import { VERSION } from '../config/version.js'

const ASSETS = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'])

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Tenantry API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

/** Requests tried out on the page come from the same origin, with the session of the console. */
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  requestInterceptor: request => Object.assign(request, { headers: { ...request.headers, 'x-tenantry': '1' } }),
})
`

/** Serves the OpenAPI document, made when first asked for, and a page to read it with, from our own files alone. */
export function serveReference(app: NestExpressApplication): void {
  let document: Promise<string> | undefined
  const write = async () => JSON.stringify((await import('./document.js')).createDocument(app, VERSION))
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

  app.use('/api/openapi.json', async (_request: Request, response: Response) => {
    document ??= write()
    response.type('json').send(await document)
  })
  app.use('/api/docs', (request: Request, response: Response, next: NextFunction) => {
    const file = request.path.slice(1)
    if (file === '') response.type('html').send(PAGE)
    else if (file === 'start.js') response.type('js').send(START)
    else if (ASSETS.has(file)) response.sendFile(file, { root: assets, maxAge: '1d' })
    else next()
  })
}
