import type { HttpReply } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { Secret, Tenant } from '../world/model.js'
import { type AppChoice, Changes, ControlError } from './changes.js'
import { type Input, required } from './input.js'
import { readFault } from './read-fault.js'

/** By id or domain. */
export function findTenant(simulation: Simulation, idOrDomain: string): Tenant {
  const tenant = simulation.world.findTenant(idOrDomain)
  if (!tenant) throw new ControlError(404, `There is no tenant '${idOrDomain}'.`)
  return tenant
}

type Change = (changes: Changes, input: Input, choice: AppChoice) => unknown

/** `POST /_control/tenants/{tenant}/{change}` */
const changes: Record<string, Change> = {
  'expire-secret': (to, _input, choice) => shown(to.expireSecret(choice)),
  'expiring-secret': (to, input, choice) =>
    shown(to.setSecretExpiry({ ...choice, at: required(input.date('at'), 'at') })),
  'rotate-secret': (to, input, choice) =>
    shown(
      to.addSecret({ ...choice, days: input.number('days') ?? 365, removeOld: input.boolean('removeOld') ?? false }),
    ),
  'withhold-permissions': (to, input, choice) =>
    to.withholdPermissions({ ...choice, permissions: required(input.strings('permissions'), 'permissions') }),
  'grant-all': (to, _input, choice) => to.grantAll(choice),
  unlicense: (to, input) => to.unlicense(input.features('features')),
  license: (to, input) => to.license(input.features('features')),
  'disable-service-principal': (to, _input, choice) => to.setServicePrincipalEnabled({ ...choice, enabled: false }),
  'enable-service-principal': (to, _input, choice) => to.setServicePrincipalEnabled({ ...choice, enabled: true }),
  'remove-service-principal': (to, _input, choice) => to.removeServicePrincipal(choice),
  delete: (to) => to.setDeleted(true),
  restore: (to) => to.setDeleted(false),
  'propagate-slowly': (to, input) => {
    const graphSeconds = input.number('graphSeconds')
    const seconds = required(input.number('seconds'), 'seconds')
    to.propagateSlowly(graphSeconds === undefined ? { seconds } : { seconds, graphSeconds })
  },
  'redirect-uris': (to, input, choice) => ({
    redirectUris: to.addRedirectUris({ ...choice, uris: required(input.strings('uris'), 'uris') }),
  }),
  'remove-redirect-uris': (to, _input, choice) => to.removeRedirectUris(choice),
}

function shown(secret: Secret) {
  return { secretId: secret.keyId, clientSecret: secret.value, secretExpires: secret.endsAt.toISOString() }
}

export function changeTenant(simulation: Simulation, tenant: Tenant, name: string, input: Input): HttpReply {
  if (name === 'faults') return { status: 201, body: simulation.faults.add(readFault(input, tenant.id)) }
  const change = Object.hasOwn(changes, name) ? changes[name] : undefined
  if (!change) {
    throw new ControlError(404, `There is no change '${name}'. There are: faults, ${Object.keys(changes).join(', ')}.`)
  }
  const clientId = input.string('clientId')
  const result = change(new Changes(simulation, tenant), input, clientId === undefined ? {} : { clientId })
  return { status: 200, body: result ?? {} }
}
