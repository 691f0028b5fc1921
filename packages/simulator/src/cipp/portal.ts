import { html, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { CippInstance } from './instance.js'

/**
 * Where technicians go: a Static Web App, which knows nothing of bearer tokens and sends everybody to sign in.
 * https://learn.microsoft.com/azure/static-web-apps/configuration
 */
export function answerPortal(instance: CippInstance, request: HttpRequest): HttpReply {
  const { path } = request
  const address = request.linkTo(instance.portalHost)
  if (path === '/api/PublicPing') {
    return { status: 200, body: { Results: { Message: 'Pong', ColdStart: false, RequestId: instance.appId } } }
  }
  if (path === '/.auth/login/aad') return page(200, 'Sign in', 'A technician of the partner signs in here.')
  if (path.startsWith('/.auth/') || path.startsWith('/api/Public'))
    return page(404, 'Not found', 'There is nothing here.')
  const back = encodeURIComponent(`${address}${path}`)
  const redirect = html(302, '')
  const location = `${address}/.auth/login/aad?post_login_redirect_uri=${back}`
  return { ...redirect, headers: { ...redirect.headers, location } }
}

function page(status: number, title: string, text: string): HttpReply {
  return html(
    status,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – CIPP</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
  )
}
