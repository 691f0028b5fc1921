import { CONTRACT_VERSION, type ProviderPlugin } from './plugin.js'

/** Says why a plugin cannot be loaded; an empty list means it can. */
export function pluginFaults(plugin: unknown): string[] {
  if (typeof plugin !== 'object' || plugin === null) return ['it exports no plugin object']
  const candidate = plugin as Partial<ProviderPlugin>
  if (candidate.contract !== CONTRACT_VERSION) {
    return [
      `it was built for contract ${String(candidate.contract)}; this version of Tenantry speaks contract ${CONTRACT_VERSION}`,
    ]
  }
  const faults: string[] = []
  if (typeof candidate.id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(candidate.id)) {
    faults.push('its id is not lower-case letters, digits and hyphens')
  }
  for (const name of ['connect', 'authenticate', 'hosts'] as const) {
    if (typeof candidate[name] !== 'function') faults.push(`it has no ${name} function`)
  }
  for (const name of [
    'connectionKinds',
    'credentialKinds',
    'permissionSets',
    'probes',
    'forbiddenCalls',
    'roles',
  ] as const) {
    if (!Array.isArray(candidate[name])) faults.push(`it has no list of ${name}`)
  }
  return faults.length > 0 ? faults : crossReferenceFaults(candidate as ProviderPlugin)
}

function crossReferenceFaults(plugin: ProviderPlugin): string[] {
  const faults: string[] = []
  const credentials = new Set(plugin.credentialKinds.map(({ id }) => id))
  const sets = new Set(plugin.permissionSets.map(({ id }) => id))
  const roles = new Set(plugin.roles.map(({ id }) => id))
  if (plugin.connectionKinds.length === 0) faults.push('it has no connection kind')
  for (const kind of plugin.connectionKinds) {
    for (const id of kind.credentials) {
      if (!credentials.has(id)) faults.push(`connection kind ${kind.id} names the unknown credential kind ${id}`)
    }
    for (const name of kind.binds) {
      if (!(name in kind.config.shape)) faults.push(`connection kind ${kind.id} binds the unknown field ${name}`)
    }
    for (const step of kind.guide.steps) {
      for (const id of [...step.who.enough, ...(step.who.notEnough ?? [])]) {
        if (!roles.has(id)) faults.push(`step ${step.id} names the unknown role ${id}`)
      }
    }
  }
  for (const { id, set } of [...plugin.probes, ...plugin.dataCategories]) {
    if (!sets.has(set)) faults.push(`${id} names the unknown permission set ${set}`)
  }
  return faults
}
