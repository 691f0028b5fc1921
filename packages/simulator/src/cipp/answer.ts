import type { Target } from '../faults/effects.js'
import { findRefusal } from '../faults/refuse.js'
import { type Answer, html, type HttpReply, type HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { judge, judgeTenant } from './access.js'
import { CippCall, plain } from './call.js'
import { authenticateClient, isReply } from './easy-auth.js'
import { endpoints } from './endpoints/index.js'
import { type CippInstance, cippInstances } from './instance.js'
import { answerPortal } from './portal.js'

/** Answers for a host of a CIPP; nothing, when it is none. */
export async function answerCipp(simulation: Simulation, request: HttpRequest): Promise<Answer | undefined> {
  const instance = cippInstances(simulation.world).find(
    ({ apiHost, portalHost }) => request.host === apiHost || request.host === portalHost,
  )
  if (!instance) return undefined
  const { method, path, query } = request
  const target: Target = { tenantId: undefined, service: 'cipp', path, method, query, struck: [] }
  const refusal = findRefusal(simulation, target)
  if (refusal) {
    const page = html(refusal.status, '<!doctype html><title>Service unavailable</title><h1>Service unavailable</h1>')
    return { target, reply: { ...page, headers: { ...page.headers, ...refusal.headers } } }
  }
  const reply =
    request.host === instance.portalHost
      ? answerPortal(instance, request)
      : await answerApi(simulation, instance, request, target)
  return { target, reply }
}

async function answerApi(
  simulation: Simulation,
  instance: CippInstance,
  request: HttpRequest,
  target: Target,
): Promise<HttpReply> {
  const client = await authenticateClient(simulation, instance, request)
  if (isReply(client)) return client
  const name = /^\/api\/([^/]+)\/?$/.exec(request.path)?.[1] ?? ''
  // The names of functions are told apart by upper and lower case.
  const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined
  if (!endpoint) return plain(404, 'Endpoint not found')
  if (endpoint.disabled !== undefined) return plain(503, `This feature has been disabled: ${endpoint.disabled}`)
  const access = judge(instance, client.apiClient, request, name, endpoint)
  if ('refusal' in access) return access.refusal
  const call = new CippCall(simulation, instance, request, client, access.role?.allowedTenants, target)
  if (access.role) {
    const asked = { query: call.query('tenantFilter'), body: call.body }
    const refusal = judgeTenant(instance, access.role, asked, endpoint, (filter) => call.findTenant(filter))
    if (refusal) return refusal
  }
  return endpoint.answer(call)
}
