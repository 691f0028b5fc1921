import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { NextFunction, Request, Response } from 'express'

const BUILT = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Serves the built console. Its files carry a hash in their name and never change; every other address is a page of it. */
export function serveConsole(app: NestExpressApplication, folder = BUILT): void {
  if (!existsSync(join(folder, 'index.html'))) return
  app.useStaticAssets(folder, {
    index: false,
    setHeaders: (response: Response, path: string) =>
      response.setHeader(
        'cache-control',
        path.includes('/assets/') || path.includes('\\assets\\') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = request.method === 'GET' && !/^\/(api|metrics|assets)(\/|$)/.test(request.path)
    if (!isPage || !request.accepts('html')) next()
    else response.setHeader('cache-control', 'no-cache').sendFile('index.html', { root: folder })
  })
}
