import { mintAssertion } from '../entra/outside-issuer.js'
import { kinds } from '../faults/kinds.js'
import type { HttpReply } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { limits } from '../throttling/limits.js'
import { directoryRoles } from '../world/roles.js'
import { ControlError } from './control-error.js'
import { describeLimits } from './describe-limits.js'
import { describeTenant } from './describe-tenant.js'
import { type Fields, readFields } from './field.js'
import { type Input, required } from './input.js'
import { readFault, SCOPE } from './read-fault.js'
import { glance, listFaults, listTenants, type Selection, withTenant } from './state.js'
import { changes, changeTenant, findTenant } from './tenant-changes.js'

/** A call of the control API. */
export interface ControlCall {
  simulation: Simulation
  input: Input
  options: URLSearchParams
  /** What stands for the braces of the path. */
  keys: string[]
}

interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  does: string
  fields?: Fields
  answer(call: ControlCall): HttpReply | Promise<HttpReply>
}

const NONE: HttpReply = { status: 204 }
const ok = (body: unknown): HttpReply => ({ status: 200, body })

const CLOCK = {
  advanceSeconds: { title: 'Seconds', type: 'whole', from: -3_153_600_000, to: 3_153_600_000 },
  set: { title: 'Moment', type: 'moment' },
} as const satisfies Fields

const SEED = {
  seed: { title: 'Seed', type: 'whole', from: 0, to: Number.MAX_SAFE_INTEGER },
} as const satisfies Fields

const LIMITS = {
  scale: { title: 'Scale', type: 'scale', required: true },
  limit: { title: 'Limit', type: 'oneOf', options: limits.map(({ name }) => name) },
} as const satisfies Fields

const ASSERTION = {
  subject: { title: 'Subject', type: 'text', required: true },
  audience: { title: 'Audience', type: 'text' },
  issuer: { title: 'Issuer', type: 'text' },
  lifetimeSeconds: { title: 'Seconds it lives', type: 'whole', from: -86_400, to: 86_400 },
} as const satisfies Fields

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api',
    does: 'This description: calls, changes of a tenant, kinds of faults',
    answer: () => ok(description()),
  },
  {
    method: 'GET',
    path: '/state',
    does: 'The world at a glance, with the first tenants: ?search, ?skip, ?top',
    answer: ({ simulation, options }) => ok(glance(simulation, selection(options))),
  },
  {
    method: 'GET',
    path: '/tenants',
    does: 'Tenants: ?search, ?skip, ?top',
    answer: ({ simulation, options }) => ok(listTenants(simulation, selection(options))),
  },
  {
    method: 'GET',
    path: '/tenants/{tenant}',
    does: 'All about one tenant',
    answer: ({ simulation, keys }) => ok(describeTenant(simulation, findTenant(simulation, keys[0] ?? ''))),
  },
  {
    method: 'GET',
    path: '/requests',
    does: 'The last 500 requests, newest first: ?after (a number), ?tenant, ?top',
    answer({ simulation, options }) {
      const [after, top] = [wholeOption(options, 'after'), wholeOption(options, 'top')]
      const tenant = options.get('tenant')
      const list = {
        ...(after === undefined ? {} : { after }),
        ...(top === undefined ? {} : { top }),
        ...(tenant === null ? {} : { tenantId: findTenant(simulation, tenant).id }),
      }
      const requests = simulation.requests.list(list).map((request) => withTenant(simulation, request))
      return ok({ count: simulation.requests.count, requests })
    },
  },
  {
    method: 'POST',
    path: '/reset',
    does: 'The world, its faults, limits and clock start over; with another seed, chance goes another way',
    fields: SEED,
    answer({ simulation, input }) {
      simulation.reset(readFields(input, SEED).seed)
      return ok(glance(simulation))
    },
  },
  {
    method: 'POST',
    path: '/clock',
    does: 'Moves the clock, by seconds or to a moment',
    fields: CLOCK,
    answer({ simulation, input }) {
      const { advanceSeconds, set } = readFields(input, CLOCK)
      if (set) simulation.clock.set(set)
      else simulation.clock.advance(required(advanceSeconds, 'advanceSeconds'))
      return ok({ now: simulation.clock.now().toISOString() })
    },
  },
  {
    method: 'GET',
    path: '/limits',
    does: 'Every limit with its scale, and how full it is: anywhere, or in ?tenant',
    answer({ simulation, options }) {
      const tenant = options.get('tenant')
      const tenantId = tenant === null ? undefined : findTenant(simulation, tenant).id
      return ok(describeLimits(simulation, tenantId))
    },
  },
  {
    method: 'POST',
    path: '/limits',
    does: 'Scales all limits, or one; `off` switches them off',
    fields: LIMITS,
    answer({ simulation, input }) {
      const { scale, limit } = readFields(input, LIMITS)
      simulation.limits.setScale(scale, limit)
      return ok(describeLimits(simulation))
    },
  },
  {
    method: 'GET',
    path: '/faults',
    does: 'The faults that are on',
    answer: ({ simulation }) => ok({ faults: listFaults(simulation) }),
  },
  {
    method: 'POST',
    path: '/faults',
    does: 'Switches a fault on for every tenant',
    answer: ({ simulation, input }) => ({ status: 201, body: simulation.faults.add(readFault(input, undefined)) }),
  },
  {
    method: 'DELETE',
    path: '/faults',
    does: 'Switches all faults off',
    answer({ simulation }) {
      simulation.faults.clear()
      return NONE
    },
  },
  {
    method: 'DELETE',
    path: '/faults/{id}',
    does: 'Switches one off',
    answer({ simulation, keys }) {
      const [id = ''] = keys
      if (!simulation.faults.remove(id)) throw new ControlError(404, `There is no fault '${id}'.`)
      return NONE
    },
  },
  {
    method: 'DELETE',
    path: '/tenants/{tenant}/faults',
    does: 'Switches a tenant’s own faults off',
    answer({ simulation, keys }) {
      simulation.faults.clear(findTenant(simulation, keys[0] ?? '').id)
      return NONE
    },
  },
  {
    method: 'POST',
    path: '/tenants/{tenant}/{change}',
    does: 'Changes a tenant, or with `faults` switches a fault on for it alone',
    answer: ({ simulation, input, keys: [tenant = '', change = ''] }) =>
      changeTenant(simulation, findTenant(simulation, tenant), change, input),
  },
  {
    method: 'POST',
    path: '/assertions',
    does: 'Mints what a workload presents with a federated credential',
    fields: ASSERTION,
    answer: async ({ simulation, input }) =>
      ok({ assertion: await mintAssertion(simulation.keys, readFields(input, ASSERTION)) }),
  },
]

function description() {
  return {
    calls: routes.map(({ method, path, does, fields = {} }) => ({ method, path: `/_control${path}`, does, fields })),
    changes,
    faults: { kinds, scope: SCOPE },
    directoryRoles: Object.keys(directoryRoles),
  }
}

function selection(options: URLSearchParams): Selection {
  const [search, skip, top] = [options.get('search'), wholeOption(options, 'skip'), wholeOption(options, 'top')]
  return {
    ...(search === null ? {} : { search }),
    ...(skip === undefined ? {} : { skip }),
    ...(top === undefined ? {} : { top }),
  }
}

function wholeOption(options: URLSearchParams, name: string): number | undefined {
  const text = options.get(name)
  if (text === null) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new ControlError(400, `'${name}' is not a whole number.`)
  return Number(text)
}
