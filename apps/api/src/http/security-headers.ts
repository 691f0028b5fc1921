import { existsSync, readFileSync } from 'node:fs'
import type { NextFunction, Request, Response } from 'express'
import helmet from 'helmet'
import type { Config } from '../config/config.js'

/** Hashes of the styles that the console's component library adds at run time, computed when the console is built. */
const STYLE_HASHES = new URL('../../../web/csp-style-hashes.json', import.meta.url)

/** What a browser may do with our pages: load from here alone, run no inline script, be framed by nobody. */
export function securityHeaders(config: Config): (request: Request, response: Response, next: NextFunction) => void {
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", ...styleHashes().map((hash) => `'${hash}'`)],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // Without TLS this would send a browser to an https that does not answer.
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    if (request.path.startsWith('/api/')) response.setHeader('cache-control', 'no-store')
    protect(request, response, next)
  }
}

function styleHashes(): string[] {
  return existsSync(STYLE_HASHES) ? (JSON.parse(readFileSync(STYLE_HASHES, 'utf8')) as string[]) : []
}
