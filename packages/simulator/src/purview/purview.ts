import { type CloudName, clouds } from '../clouds.js'
import { readBearer } from '../entra/bearer.js'
import { answerExchange } from '../exchange/exchange.js'
import type { Answer, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { choose } from '../world/ids.js'
import type { Tenant } from '../world/model.js'
import { PROTECTION_APP_ID } from '../world/resources.js'

const REGIONS: Record<string, readonly string[]> = {
  americas: ['nam06b', 'nam10b', 'nam12b'],
  europe: ['eur03b', 'eur05b', 'gbr01b'],
  asia: ['apc01b', 'aus01b', 'jpn01b'],
}
const AMERICAS = ['US', 'CA', 'MX', 'BR']
const ASIA = ['AU', 'NZ', 'JP', 'IN', 'SG', 'CN']

/** The region that has a tenant's compliance data, as its host is called. */
function regionOf(tenant: Tenant): string {
  const area = AMERICAS.includes(tenant.country) ? 'americas' : ASIA.includes(tenant.country) ? 'asia' : 'europe'
  return choose(REGIONS[area] as readonly string[], tenant.id, 'compliance region')
}

/** Answers for Security & Compliance: every host but the tenant's own one sends the caller there. */
export async function answerPurview(
  simulation: Simulation,
  request: HttpRequest,
  { cloud, region }: { cloud: CloudName; region: string | undefined },
): Promise<Answer> {
  const bearer = await readBearer(simulation, request, cloud, PROTECTION_APP_ID)
  const tenant = typeof bearer === 'string' ? undefined : simulation.world.findTenant(bearer.tenantId)
  const own = tenant && regionOf(tenant)
  if (own === undefined || own === region) return answerExchange(simulation, request, cloud, 'compliance')
  const query = request.query === '' ? '' : `?${request.query}`
  const location = `${request.linkTo(`${own}.${clouds[cloud].compliance}`)}${request.path}${query}`
  return {
    reply: { status: 302, headers: { location } },
    target: {
      tenantId: tenant?.id,
      service: 'exchange',
      method: request.method,
      path: request.path,
      query: request.query,
    },
  }
}
