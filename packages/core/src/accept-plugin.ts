import { z } from 'zod'
import { formFields, secretFields } from './form.js'
import { CONTRACT_VERSION, type ProviderPlugin } from './plugin.js'
import { sharedErrors } from './shared-errors.js'

const TEXTS = ['name', 'description'] as const
const FUNCTIONS = ['connect', 'authenticate', 'hosts'] as const
const LISTS = [
  'categories',
  'connectionKinds',
  'credentialKinds',
  'roles',
  'permissionSets',
  'dataCategories',
  'forbiddenCalls',
  'errors',
  'requestIdHeaders',
  'probes',
] as const
const NAMED = ['connectionKinds', 'credentialKinds', 'roles', 'permissionSets', 'dataCategories', 'probes'] as const

/** Says why a plugin cannot be loaded; an empty list means it can. Never throws, whatever it is given. */
export function pluginFaults(plugin: unknown): string[] {
  try {
    if (typeof plugin !== 'object' || plugin === null) return ['it exports no plugin object']
    const { contract } = plugin as Partial<ProviderPlugin>
    if (contract !== CONTRACT_VERSION) {
      return [
        `it was built for contract ${String(contract)}; this version of Tenantry speaks contract ${CONTRACT_VERSION}`,
      ]
    }
    const faults = shapeFaults(plugin)
    return faults.length > 0 ? faults : declarationFaults(plugin as ProviderPlugin)
  } catch (error) {
    return [`its declaration cannot be read: ${error instanceof Error ? error.message : String(error)}`]
  }
}

function shapeFaults(plugin: Partial<ProviderPlugin>): string[] {
  const faults: string[] = []
  if (typeof plugin.id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(plugin.id)) {
    faults.push('its id is not lower-case letters, digits and hyphens')
  }
  for (const name of TEXTS) {
    const text: unknown = plugin[name]
    if (typeof text !== 'string' || text.trim() === '') faults.push(`it has no ${name}`)
  }
  for (const name of FUNCTIONS) {
    if (typeof plugin[name] !== 'function') faults.push(`it has no ${name} function`)
  }
  for (const name of LISTS) {
    if (!Array.isArray(plugin[name])) faults.push(`it has no list of ${name}`)
  }
  if (typeof plugin.lattice !== 'object' || plugin.lattice === null) faults.push('it has no lattice of permissions')
  return faults
}

function declarationFaults(plugin: ProviderPlugin): string[] {
  return [
    ...NAMED.flatMap((list) =>
      repeated(plugin[list].map(({ id }) => id)).map((id) => `two of its ${list} have the id ${id}`),
    ),
    ...connectionKindFaults(plugin),
    ...credentialKindFaults(plugin),
    ...permissionFaults(plugin),
    ...forbiddenCallFaults(plugin),
    ...errorFaults(plugin),
    ...capabilityFaults(plugin),
    ...complianceFaults(plugin),
    ...helpFaults(plugin),
  ]
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function connectionKindFaults({ connectionKinds, credentialKinds, roles }: ProviderPlugin): string[] {
  if (connectionKinds.length === 0) return ['it has no connection kind']
  const credentialIds = new Set(credentialKinds.map(({ id }) => id))
  const roleIds = new Set(roles.map(({ id }) => id))
  return connectionKinds.flatMap(({ id: kind, config, binds, credentials, guide }) => {
    const fields = formFields(config).map(({ name }) => name)
    return [
      ...(credentials.length === 0 ? [`connection kind ${kind} accepts no credential kind`] : []),
      ...credentials
        .filter((id) => !credentialIds.has(id))
        .map((id) => `connection kind ${kind} names the unknown credential kind ${id}`),
      ...binds
        .filter((name) => !fields.includes(name))
        .map((name) => `connection kind ${kind} binds the unknown field ${name}`),
      ...[...new Set([...secretFields(config), ...nestedSecrets(config)])].map(
        (name) =>
          `connection kind ${kind} has the secret field ${name} among its settings: secrets belong to credential kinds`,
      ),
      ...guide.steps.flatMap((step) =>
        [...step.who.enough, ...(step.who.notEnough ?? [])]
          .filter((id) => !roleIds.has(id))
          .map((id) => `step ${step.id} names the unknown role ${id}`),
      ),
    ]
  })
}

function credentialKindFaults({ credentialKinds }: ProviderPlugin): string[] {
  return credentialKinds.flatMap(({ id, schema }) =>
    nestedSecrets(schema).map(
      (name) => `credential kind ${id} hides a secret inside the field ${name}: secrets stand at the top`,
    ),
  )
}

/** Fields that hold a secret flag which the form, and with it the vault, does not see. */
function nestedSecrets(schema: z.ZodObject): string[] {
  const seen = secretFields(schema)
  const flagged = (['input', 'output'] as const).flatMap((io) =>
    Object.entries(z.toJSONSchema(schema, { io, unrepresentable: 'any' }).properties ?? {})
      .filter(([, property]) => JSON.stringify(property).includes('"secret":true'))
      .map(([name]) => name),
  )
  return [...new Set(flagged)].filter((name) => !seen.includes(name))
}

function permissionFaults({ permissionSets, connectionKinds, probes, dataCategories }: ProviderPlugin): string[] {
  const sets = new Set(permissionSets.map(({ id }) => id))
  const kinds = new Set(connectionKinds.map(({ id }) => id))
  return [
    ...permissionSets
      .filter(({ permissions }) => !Array.isArray(permissions))
      .map(({ id }) => `permission set ${id} has no list of permissions`),
    ...permissionSets.flatMap((set) =>
      (set.kinds ?? [])
        .filter((id) => !kinds.has(id))
        .map((id) => `permission set ${set.id} names the unknown connection kind ${id}`),
    ),
    ...[...probes, ...dataCategories]
      .filter(({ set }) => !sets.has(set))
      .map(({ id, set }) => `${id} names the unknown permission set ${set}`),
    ...probes.filter(({ run }) => typeof run !== 'function').map(({ id }) => `probe ${id} cannot be run`),
  ]
}

function capabilityFaults({ capabilities = {}, connectionKinds, inTenant }: ProviderPlugin): string[] {
  const kinds = new Set(connectionKinds.map(({ id }) => id))
  const inTenants = (['consent', 'mailboxes', 'people'] as const).filter((name) => capabilities[name])
  return [
    ...Object.entries(capabilities as Record<string, { kinds: readonly string[] }>).flatMap(([name, capability]) =>
      capability.kinds
        .filter((kind) => !kinds.has(kind))
        .map((kind) => `capability ${name} names the unknown connection kind ${kind}`),
    ),
    ...(inTenant ? [] : inTenants.map((name) => `capability ${name} works in tenants, and it has no inTenant`)),
  ]
}

function helpFaults({ help = [], references = [] }: ProviderPlugin): string[] {
  const links = [...help.flatMap(({ links: own = [] }) => own), ...references]
  return [
    ...repeated(help.map(({ id }) => id)).map((id) => `two of its help articles have the id ${id}`),
    ...help.filter(({ paragraphs }) => paragraphs.length === 0).map(({ id }) => `help article ${id} is empty`),
    ...help
      .filter(({ id }) => !/^[a-z][a-z0-9-]*$/.test(id))
      .map(({ id }) => `the id of help article ${id} is no part of an address`),
    ...links
      .filter(({ href }) => !href.startsWith('https://'))
      .map(({ href }) => `its help links to ${href}, which is not https`),
  ]
}

function complianceFaults({ readers = [], controls = [], frameworks = [], permissionSets, inTenant }: ProviderPlugin) {
  const sets = new Set(permissionSets.map(({ id }) => id))
  const known = new Set(controls.map(({ id }) => id))
  return [
    ...(readers.length > 0 && !inTenant ? ['it reads tenants, and it has no inTenant'] : []),
    ...repeated(readers.map(({ resource }) => resource.id)).map((id) => `two of its readers read ${id}`),
    ...readers
      .filter(({ set }) => !sets.has(set))
      .map(({ resource, set }) => `the reader of ${resource.id} names the unknown permission set ${set}`),
    ...repeated(controls.map(({ id }) => id)).map((id) => `two of its controls have the id ${id}`),
    ...repeated(frameworks.map(({ id }) => id)).map((id) => `two of its frameworks have the id ${id}`),
    ...frameworks.flatMap((framework) =>
      framework.requirements.flatMap(({ id: requirement, controls: named }) =>
        named
          .filter((id) => !known.has(id))
          .map((id) => `requirement ${requirement} of ${framework.id} names the unknown control ${id}`),
      ),
    ),
  ]
}

function forbiddenCallFaults({ forbiddenCalls }: ProviderPlugin): string[] {
  return forbiddenCalls.flatMap(({ pattern, what }) => {
    if (!(pattern instanceof RegExp)) return [`its rule against ${what} is not a regular expression`]
    // Such an expression goes on after its last hit, so that `test` misses the next call.
    if (pattern.global || pattern.sticky) {
      return [`its rule against ${what} has the flag g or y, which makes it miss calls`]
    }
    return []
  })
}

function errorFaults({ errors }: ProviderPlugin): string[] {
  const codes = errors.map((error) => error.describe().code)
  const taken = new Set([
    ...repeated(codes),
    ...codes.filter((code) => sharedErrors.some(({ kind }) => kind.code === code)),
  ])
  return [
    ...[...taken].map((code) => `its error code ${code} is taken`),
    ...codes
      .filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))
      .map((code) => `its error code ${code} is not snake_case`),
  ]
}
