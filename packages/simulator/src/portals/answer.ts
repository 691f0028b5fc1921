import { ControlError } from '../control/control-error.js'
import { type Answer, html, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { actInAdminCenter, adminPage } from './admin-center.js'
import { actInEntra, entraPage } from './entra.js'
import { actInPartnerCenter, partnerPage } from './partner-center.js'
import type { PortalCall } from './portal-call.js'

interface Portal {
  page(call: PortalCall): HttpReply
  /** Does what a button asks for, and says so. */
  act(call: PortalCall): string
}

const entra: Portal = {
  page: entraPage,
  act: (call) => (call.tenant ? actInEntra(call, call.tenant) : 'Nothing was done.'),
}

const portals: Record<string, Portal> = {
  'entra.microsoft.com': entra,
  'entra.microsoftonline.cn': entra,
  'entra.microsoft.us': entra,
  'portal.azure.com': entra,
  'portal.azure.us': entra,
  'portal.azure.cn': entra,
  'partner.microsoft.com': { page: partnerPage, act: actInPartnerCenter },
  'admin.microsoft.com': { page: adminPage, act: actInAdminCenter },
}

/** The portals in which people do what no API does; nothing, when the host is none of them. */
export function answerPortals(simulation: Simulation, request: HttpRequest): Answer | undefined {
  const portal = Object.hasOwn(portals, request.host) ? portals[request.host] : undefined
  if (!portal) return undefined
  const query = new URLSearchParams(request.query)
  const tenant = simulation.world.findTenant(request.path.split('/')[1] ?? '')
  const call: PortalCall = {
    simulation,
    request,
    tenant,
    query,
    view: query.get('view') ?? '',
    done: query.get('done') ?? undefined,
    form: request.method === 'POST' ? new URLSearchParams(request.body) : undefined,
  }
  const target = { tenantId: tenant?.id, service: 'login' as const, path: request.path, method: request.method }
  return { target, reply: call.form ? act(portal, call) : portal.page(call) }
}

/** Back to the page, which tells what was done; a secret is told at once and in no address. */
function act(portal: Portal, call: PortalCall): HttpReply {
  const { request, query, form } = call
  const done = outcome(portal, call)
  if (form?.get('act') === 'add-secret') return portal.page({ ...call, done })
  query.set('done', done)
  const redirect = html(303, '')
  const location = `${request.linkTo(request.host)}${request.path}?${query.toString()}`
  return { ...redirect, headers: { ...redirect.headers, location } }
}

function outcome(portal: Portal, call: PortalCall): string {
  try {
    return portal.act(call)
  } catch (error) {
    if (error instanceof ControlError) return error.message
    throw error
  }
}
