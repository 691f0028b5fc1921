import type { NestExpressApplication } from '@nestjs/platform-express'
import type { NextFunction, Request, Response } from 'express'
import { bodyUnreadable, jsonOnly } from './errors.js'
import { bringsFile } from './file-body.js'

const LIMIT = '1mb'
const DEEPEST = 32
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Reads JSON bodies, up to a size (after decompression) and a depth; besides them, files pass where files are put. */
export function readJsonBodies(app: NestExpressApplication): void {
  app.use(refuseOtherTypes)
  app.useBodyParser('json', { limit: LIMIT, type: 'application/json', strict: true })
  app.use((request: Request, _response: Response, next: NextFunction) => {
    refuseOddShapes(request.body)
    next()
  })
}

/** A form of another site can send any other type without asking us first, so a body must be JSON. */
function refuseOtherTypes(request: Request, _response: Response, next: NextFunction): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0
  if (!SAFE.has(request.method) && hasBody && !request.is('application/json') && !bringsFile(request)) {
    throw jsonOnly({ contentType: request.get('content-type')?.slice(0, 100) ?? 'missing' })
  }
  next()
}

/** Walks without recursion, since depth is what it looks for. */
function refuseOddShapes(body: unknown): void {
  let level = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw bodyUnreadable({ reason: `it is more than ${DEEPEST} levels deep` })
    level = level.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return []
      if (Object.hasOwn(value, '__proto__')) throw bodyUnreadable({ reason: 'it has a member named __proto__' })
      return Object.values(value) as unknown[]
    })
  }
}
