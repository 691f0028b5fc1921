import type { HttpReply } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import type { LicensedFeature, Secret, Tenant } from '../world/model.js'
import { driftKinds } from '../world/policies/drift.js'
import { Changes } from './changes.js'
import { cippStandings } from './cipp-changes.js'
import { ControlError } from './control-error.js'
import { type Fields, type Given, readFields } from './field.js'
import type { Input } from './input.js'
import { readFault } from './read-fault.js'

/** By id or domain. */
export function findTenant(simulation: Simulation, idOrDomain: string): Tenant {
  const tenant = simulation.world.findTenant(idOrDomain)
  if (!tenant) throw new ControlError(404, `There is no tenant '${idOrDomain}'.`)
  return tenant
}

export interface Change {
  title: string
  group: 'Credentials' | 'Consent' | 'Directory roles' | 'Licences' | 'Delays' | 'Partner' | 'Tenant' | 'Drift'
  /** Concerns one app of the tenant. */
  ofApp: boolean
  danger: boolean
  fields: Fields
  run(changes: Changes, input: Input): unknown
}

type Facts = Pick<Change, 'title' | 'group'> & Partial<Pick<Change, 'ofApp' | 'danger'>>

function change<const F extends Fields>(
  facts: Facts,
  fields: F,
  run: (to: Changes, given: Given<F> & { clientId?: string }) => unknown,
): Change {
  return {
    ofApp: false,
    danger: false,
    ...facts,
    fields,
    run(to, input) {
      const clientId = input.string('clientId')
      return run(to, { ...readFields(input, fields), ...(clientId === undefined ? {} : { clientId }) })
    },
  }
}

const FEATURES = ['P1', 'P2', 'Exchange', 'Intune', 'Defender'] as const satisfies readonly LicensedFeature[]
const DAYS = { type: 'whole', from: 0, to: 36_500 } as const
const SECONDS = { type: 'whole', from: 0, to: 31_536_000 } as const
const ROLE = { title: 'Role', type: 'text', suggest: 'directoryRoles' } as const
const features = { features: { title: 'Features', type: 'someOf', options: FEATURES } } as const

const inCredentials = (title: string): Facts => ({ title, group: 'Credentials', ofApp: true })
const inConsent = (title: string): Facts => ({ title, group: 'Consent', ofApp: true })

/** `POST /_control/tenants/{tenant}/{change}` */
export const changes: Readonly<Record<string, Change>> = {
  'expire-secret': change(inCredentials('Expire the secret'), {}, (to, given) => shown(to.expireSecret(given))),
  'expiring-secret': change(
    inCredentials('Set the secret’s end'),
    { at: { title: 'Moment', type: 'moment', required: true } },
    (to, given) => shown(to.setSecretExpiry(given)),
  ),
  'rotate-secret': change(
    inCredentials('Add a secret'),
    { days: { title: 'Days it lives', ...DAYS }, removeOld: { title: 'Remove the old', type: 'yesNo' } },
    (to, given) => shown(to.addSecret(given)),
  ),
  'redirect-uris': change(
    inCredentials('Add redirect addresses'),
    { uris: { title: 'Addresses', type: 'texts', required: true } },
    (to, given) => ({ redirectUris: to.addRedirectUris(given) }),
  ),
  'remove-redirect-uris': change(inCredentials('Remove all redirect addresses'), {}, (to, given) =>
    to.removeRedirectUris(given),
  ),

  'withhold-permissions': change(
    inConsent('Withhold permissions'),
    { permissions: { title: 'Permissions', type: 'texts', suggest: 'permissions', required: true } },
    (to, given) => to.withholdPermissions(given),
  ),
  'grant-all': change(inConsent('Grant everything'), {}, (to, given) => to.grantAll(given)),
  'disable-service-principal': change(inConsent('Disable the app'), {}, (to, given) =>
    to.setServicePrincipalEnabled({ ...given, enabled: false }),
  ),
  'enable-service-principal': change(inConsent('Enable the app'), {}, (to, given) =>
    to.setServicePrincipalEnabled({ ...given, enabled: true }),
  ),
  'remove-service-principal': change({ ...inConsent('Revoke consent'), danger: true }, {}, (to, given) =>
    to.removeServicePrincipal(given),
  ),

  'assign-role': change(
    { title: 'Give the app a role', group: 'Directory roles', ofApp: true },
    { role: { ...ROLE, required: true } },
    (to, given) => to.assignRole(given),
  ),
  'remove-role': change(
    { title: 'Take a role away', group: 'Directory roles', ofApp: true },
    { role: ROLE },
    (to, given) => to.removeRole(given),
  ),

  unlicense: change({ title: 'Let licences lapse', group: 'Licences' }, features, (to, given) =>
    to.unlicense(given.features),
  ),
  license: change({ title: 'Renew licences', group: 'Licences' }, features, (to, given) => to.license(given.features)),

  'propagate-slowly': change(
    { title: 'Delay new grants', group: 'Delays' },
    {
      seconds: { title: 'Seconds to tokens', ...SECONDS, required: true },
      graphSeconds: { title: 'To Graph', ...SECONDS },
      exchangeSeconds: { title: 'Roles to Exchange', ...SECONDS },
    },
    (to, given) => to.propagateSlowly(given),
  ),
  'replicate-slowly': change(
    { title: 'Delay writes', group: 'Delays' },
    {
      readSeconds: { title: 'Seconds to reads', ...SECONDS },
      listSeconds: { title: 'To lists', ...SECONDS },
      indexSeconds: { title: 'To the index', ...SECONDS },
    },
    (to, given) => to.replicateSlowly(given),
  ),

  'add-customer': change(
    { title: 'Add a customer', group: 'Partner' },
    {
      name: { title: 'Name', type: 'text', required: true },
      users: { title: 'Users', type: 'whole', from: 1, to: 500_000 },
      country: { title: 'Country', type: 'text' },
      posture: { title: 'Run', type: 'oneOf', options: ['excellent', 'good', 'fair', 'poor'] },
    },
    (to, given) => {
      const { id, name } = to.addCustomer(given)
      return { id, name }
    },
  ),
  'end-relationship': change({ title: 'End the partner’s access', group: 'Partner', danger: true }, {}, (to) =>
    to.endRelationship(),
  ),
  'extend-relationship': change(
    { title: 'Extend the partner’s access', group: 'Partner' },
    { days: { title: 'Days', type: 'whole', from: 1, to: 730, required: true } },
    (to, given) => to.extendRelationship(given),
  ),
  'remove-delegated-role': change(
    { title: 'Take a role from the partner', group: 'Partner' },
    { role: { ...ROLE, required: true } },
    (to, given) => to.removeDelegatedRole(given),
  ),
  'add-delegated-role': change(
    { title: 'Give the partner a role', group: 'Partner' },
    { role: { ...ROLE, required: true } },
    (to, given) => to.addDelegatedRole(given),
  ),
  'remove-relationship': change({ title: 'No longer its customer', group: 'Partner', danger: true }, {}, (to) =>
    to.removeRelationship(),
  ),
  'cipp-standing': change(
    { title: 'CIPP’s standing', group: 'Partner' },
    {
      standing: { title: 'Standing', type: 'oneOf', options: cippStandings, required: true },
      errors: { title: 'Failures in a row', type: 'whole', from: 0, to: 1000 },
    },
    (to, given) => to.standWithCipp(given),
  ),
  'cipp-instance': change(
    { title: 'The CIPP it runs', group: 'Partner' },
    {
      broken: { title: 'Its sign-in fails with', type: 'text' },
      offloading: { title: 'Functions are offloaded', type: 'yesNo' },
      onboarding: { title: 'What its role “onboarding” allows', type: 'texts' },
    },
    (to, given) => to.changeCipp(given),
  ),

  drift: change(
    { title: 'Somebody edits a policy', group: 'Drift' },
    { kind: { title: 'What', type: 'oneOf', options: driftKinds.map(({ kind }) => kind), required: true } },
    (to, given) => {
      const { kind, set, after, audit } = to.drift(given)
      return { kind, set, id: after.id, auditId: audit.id }
    },
  ),

  delete: change({ title: 'Delete the tenant', group: 'Tenant', danger: true }, {}, (to) => to.setDeleted(true)),
  restore: change({ title: 'Restore the tenant', group: 'Tenant' }, {}, (to) => to.setDeleted(false)),
}

function shown(secret: Secret) {
  return { secretId: secret.keyId, clientSecret: secret.value, secretExpires: secret.endsAt.toISOString() }
}

export function changeTenant(simulation: Simulation, tenant: Tenant, name: string, input: Input): HttpReply {
  if (name === 'faults') return { status: 201, body: simulation.faults.add(readFault(input, tenant.id)) }
  const wanted = Object.hasOwn(changes, name) ? changes[name] : undefined
  if (!wanted) {
    throw new ControlError(404, `There is no change '${name}'. There are: faults, ${Object.keys(changes).join(', ')}.`)
  }
  return { status: 200, body: wanted.run(new Changes(simulation, tenant), input) ?? {} }
}
