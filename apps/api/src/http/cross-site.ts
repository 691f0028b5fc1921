import type { Request } from 'express'
import { crossSiteRefused } from './errors.js'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a request that another site could make a browser send: without an API key, whatever changes something needs a
 * header that a form cannot set and no sign of another origin.
 */
export function refuseCrossSite(request: Request): void {
  if (SAFE.has(request.method)) return
  if (request.get('x-tenantry') !== '1') throw crossSiteRefused({ reason: 'lacks the header x-tenantry' })
  const site = request.get('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw crossSiteRefused({ reason: `was sent by a ${site} page` })
  }
}
