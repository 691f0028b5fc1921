import type { EntitySet } from '../store/entity-set.js'
import type { Entity, Tenant } from '../world/model.js'
import type { Area, Cmdlet, CmdletCall, Result } from './cmdlet.js'
import { NOTHING, results } from './cmdlet.js'
import { ExchangeError } from './exchange-error.js'
import { notFound } from './recipients/recipients.js'
import { configuration, shapeOf } from './shapes.js'

type Verb = 'Get' | 'Set' | 'New' | 'Remove' | 'Enable' | 'Disable'

/** A kind of configuration object that cmdlets of the usual verbs read and write. */
export interface ConfigurationKind {
  noun: string
  /** Where its objects are kept, when another service has the same noun. */
  set?: string
  area: Area
  /** The shape of its objects, where it is not that of the noun. */
  shape?: string
  verbs: readonly Verb[]
  licence?: Cmdlet['licence']
  /** A tenant has exactly one: no identity is needed. */
  single?: true
  /** Writes are refused in tenants that nobody has customized. */
  customized?: true
  /** More parameters of Get, each a property that the objects must have. */
  by?: readonly string[]
  /** Parameters of Get that change nothing here. */
  ignored?: readonly string[]
  seed: (tenant: Tenant) => Entity[]
}

export function configurationSet(
  tenant: Tenant,
  { noun, set = noun }: Pick<ConfigurationKind, 'noun' | 'set'>,
): EntitySet {
  return tenant.set(`exchange/${set}`)
}

export function configurationSeeds(kinds: readonly ConfigurationKind[]): Record<string, (tenant: Tenant) => Entity[]> {
  return Object.fromEntries(kinds.map(({ noun, set = noun, seed }) => [`exchange/${set}`, seed]))
}

export function configurationCmdlets(kinds: readonly ConfigurationKind[]): Cmdlet[] {
  return kinds.flatMap((kind) => kind.verbs.map((verb) => cmdletOf(kind, verb)))
}

function cmdletOf(kind: ConfigurationKind, verb: Verb): Cmdlet {
  const { noun, area, licence } = kind
  const shape = shapeOf(kind.shape ?? noun)
  const properties = Object.keys(shape)
  const run: Record<Verb, { parameters: string[]; run: Cmdlet['run'] }> = {
    Get: {
      parameters: ['Identity', 'ResultSize', ...(kind.by ?? []), ...(kind.ignored ?? [])],
      run: (call) => get(kind, call),
    },
    Set: { parameters: ['Identity', 'Force', 'Name', ...properties], run: (call) => set(kind, shape, call) },
    New: { parameters: ['Name', 'Force', ...properties], run: (call) => create(kind, shape, call) },
    Remove: { parameters: ['Identity', 'Force'], run: (call) => remove(kind, call) },
    Enable: { parameters: ['Identity'], run: (call) => enable(kind, shape, call, true) },
    Disable: { parameters: ['Identity'], run: (call) => enable(kind, shape, call, false) },
  }
  return {
    name: `${verb}-${noun}`,
    area,
    ...(licence ? { licence } : {}),
    ...(kind.customized && verb !== 'Get' ? { needsCustomization: true } : {}),
    ...run[verb],
  }
}

function get(kind: ConfigurationKind, call: CmdletCall): Iterable<Result> {
  const { parameters } = call
  if (parameters.text('Identity')) return results(call, [locate(kind, call)])
  const wanted = (kind.by ?? []).flatMap((name) => {
    const value = parameters.text(name)
    return value === undefined ? [] : [[name, value.toLowerCase()] as const]
  })
  const objects = [...configurationSet(call.tenant, kind).view()].filter((object) =>
    wanted.every(([name, value]) => String(object[name]).toLowerCase() === value),
  )
  return results(call, objects)
}

/** By id, GUID or name. */
function locate(kind: ConfigurationKind, call: CmdletCall): Entity {
  const view = configurationSet(call.tenant, kind).view()
  const identity = call.parameters.text('Identity')
  if (!identity && kind.single) {
    const [only] = view
    if (only) return only
  }
  const wanted = call.parameters.required('Identity')
  const found =
    view.get(wanted) ??
    ['Identity', 'Name', 'Domain', 'DomainName'].map((name) => view.find(name, wanted)).find((one) => one)
  if (!found) throw notFound(wanted)
  return found
}

function set(kind: ConfigurationKind, shape: Record<string, unknown>, call: CmdletCall): Iterable<Result> {
  const object = locate(kind, call)
  const changes = values(shape, call, object)
  const changed = Object.entries(changes).filter(
    ([name, value]) => JSON.stringify(object[name]) !== JSON.stringify(value),
  )
  if (changed.length === 0) {
    call.warn(
      `The command completed successfully but no settings of '${String(object['Identity'])}' have been modified.`,
    )
    return NOTHING
  }
  configurationSet(call.tenant, kind).update(object.id, changes, call.now.getTime())
  return NOTHING
}

function create(kind: ConfigurationKind, shape: Record<string, unknown>, call: CmdletCall): Iterable<Result> {
  const set = configurationSet(call.tenant, kind)
  const name = call.parameters.required('Name')
  if (set.view().find('Name', name)) throw new ExchangeError('alreadyExists', { value: name })
  const object = configuration(call.tenant, kind.noun, name, { ...shape, ...values(shape, call, shape) }, call.now)
  return results(call, [set.create(object, call.now.getTime())])
}

function remove(kind: ConfigurationKind, call: CmdletCall): Iterable<Result> {
  const object = locate(kind, call)
  if (object['IsDefault'] === true || object['Default'] === true) {
    throw new ExchangeError('invalidOperation', {
      value: `The default object '${String(object['Identity'])}' can't be removed.`,
    })
  }
  configurationSet(call.tenant, kind).remove(object.id, call.now.getTime())
  return NOTHING
}

function enable(
  kind: ConfigurationKind,
  shape: Record<string, unknown>,
  call: CmdletCall,
  on: boolean,
): Iterable<Result> {
  const object = locate(kind, call)
  const change = 'State' in shape ? { State: on ? 'Enabled' : 'Disabled' } : { Enabled: on }
  configurationSet(call.tenant, kind).update(object.id, change, call.now.getTime())
  return NOTHING
}

/** What was given, as the shape has it: a Boolean, a number, a list or text. */
function values(
  shape: Record<string, unknown>,
  { parameters }: CmdletCall,
  current: Record<string, unknown>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const name of parameters.given()) {
    if (!(name in shape)) continue
    const before = shape[name]
    if (typeof before === 'boolean') changes[name] = parameters.flag(name) ?? before
    else if (typeof before === 'number') changes[name] = parameters.whole(name) ?? before
    else if (Array.isArray(before)) changes[name] = parameters.many(name, (current[name] ?? []) as string[])
    else if (typeof parameters.raw(name) === 'object')
      changes[name] = parameters.many(name, (current[name] ?? []) as string[])
    else if (typeof parameters.raw(name) === 'boolean') changes[name] = parameters.raw(name)
    else changes[name] = parameters.text(name) || null
  }
  return changes
}
