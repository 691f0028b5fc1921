import type { NextFunction, Request, Response } from 'express'
import helmet from 'helmet'
import type { Config } from '../config/config.js'

/** What a browser may do with our pages: load from here alone, run no inline script, be framed by nobody. */
export function securityHeaders(config: Config): (request: Request, response: Response, next: NextFunction) => void {
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
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
