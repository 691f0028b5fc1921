import { AppError, type Health, type Provenance } from './errors.js'
import {
  activeSets,
  comparePermissions,
  surplusPermissions,
  type PermissionSet,
  type PermissionStatus,
} from './permissions.js'
import type { CredentialLife, Identity, PluginClient, Probe, ProviderPlugin, TenantFacts } from './plugin.js'
import { licenceMissing, permissionMissing, pluginFault, throttled } from './shared-errors.js'

/** An error as it is stored and shown. */
export interface ProblemFacts {
  code: string
  title: string
  why: string
  fix: string
  retryable: boolean
  health?: Exclude<Health, 'connected'>
  retryAfterSeconds?: number
  learnMore?: string
  provenance?: Provenance
  /** The input it is about: `config.NAME` or `credential.values.NAME`. */
  field?: string
}

/** The storable form of an error. */
export function problemFacts(error: AppError): ProblemFacts {
  return {
    code: error.code,
    title: error.title,
    why: error.why,
    fix: error.fix,
    retryable: error.retryable,
    ...(error.health && { health: error.health }),
    ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds }),
    ...(error.learnMore && { learnMore: error.learnMore }),
    ...(error.provenance && { provenance: error.provenance }),
    ...(error.field && { field: error.field }),
  }
}

/** Check 1: the credential is accepted. */
export interface AuthenticationCheck {
  status: 'passed' | 'failed'
  durationMs: number
  problem?: ProblemFacts
}

/** A needed permission, where it is needed, and how it stands. */
export interface PermissionCheckItem extends PermissionStatus {
  set: string
  why: string
}

/** Check 2: what the chosen features need is granted. */
export interface PermissionsCheck {
  status: 'passed' | 'failed' | 'skipped'
  durationMs: number
  items: PermissionCheckItem[]
  problem?: ProblemFacts
}

/** One sample call of check 3. */
export interface ApiCallItem {
  probe: string
  name: string
  set: string
  /** `limited`: the answer was understood and the feature is off for a reason that is nobody's fault (licence, throttling). */
  status: 'passed' | 'failed' | 'limited' | 'skipped'
  durationMs: number
  fact?: string
  problem?: ProblemFacts
}

/** Check 3: one cheap call per feature works. */
export interface ApiCallsCheck {
  status: 'passed' | 'failed' | 'skipped'
  durationMs: number
  items: ApiCallItem[]
}

/** The outcome of a connection test. */
export interface ConnectionTest {
  startedAt: string
  durationMs: number
  health: Health
  /** The first thing to mend; absent when connected. */
  problem?: ProblemFacts
  /** Things worth knowing that do not break the connection, e.g. `throttled`, `licence_missing`. */
  notes: string[]
  identity?: Identity
  tenant?: TenantFacts
  credential?: CredentialLife
  /** Granted permissions that no chosen feature needs. */
  surplus: string[]
  checks: { authentication: AuthenticationCheck; permissions: PermissionsCheck; apiCalls: ApiCallsCheck }
}

/** What to check: a client and the permission sets of the features switched on. */
export interface CheckRequest {
  plugin: ProviderPlugin
  client: PluginClient
  /** The connection kind. */
  kind: string
  /** Ids of the permission sets switched on; required ones are always included. */
  sets: readonly string[]
  clock: { now(): Date }
  /** Seconds after which a step of the plugin that has not ended counts as a fault of its code; no limit when absent. */
  stepSeconds?: number
  /** Told of what a plugin threw that is not an `AppError`: a fault of its code. */
  onFault: (error: unknown) => void
  /** Called as each part is done, for live progress. */
  onProgress?: (part: 'authentication' | 'permissions' | 'apiCalls', status: string) => void
}

/** Tests a connection: it can sign in, it may do what its features need, and the calls work. Never throws an `AppError`. */
export async function checkConnection(request: CheckRequest): Promise<ConnectionTest> {
  const { plugin, client, clock } = request
  const startedAt = clock.now()
  const since = (start: Date) => Math.max(0, clock.now().getTime() - start.getTime())
  const test: ConnectionTest = {
    startedAt: startedAt.toISOString(),
    durationMs: 0,
    health: 'connected',
    notes: [],
    surplus: [],
    checks: {
      authentication: { status: 'passed', durationMs: 0 },
      permissions: { status: 'skipped', durationMs: 0, items: [] },
      apiCalls: { status: 'skipped', durationMs: 0, items: [] },
    },
  }
  const finish = () => {
    test.durationMs = since(startedAt)
    return test
  }

  const signedIn = await attempt(request, async () => requireIdentity(await plugin.authenticate(client)))
  test.checks.authentication.durationMs = since(startedAt)
  if (signedIn.problem) {
    test.checks.authentication.status = 'failed'
    test.checks.authentication.problem = signedIn.problem
    test.health = signedIn.problem.health ?? 'serviceError'
    test.problem = signedIn.problem
    if (throttled.kind.code === signedIn.problem.code) test.notes.push(signedIn.problem.code)
    request.onProgress?.('authentication', 'failed')
    return finish()
  }
  test.identity = signedIn.value
  request.onProgress?.('authentication', 'passed')

  const sets = activeSets(plugin.permissionSets, request.kind, request.sets)
  checkPermissions(test, plugin, sets, signedIn.value.permissions)
  request.onProgress?.('permissions', test.checks.permissions.status)

  const callsStart = clock.now()
  const items = await Promise.all(
    plugin.probes
      .filter(({ set }) => sets.some(({ id }) => id === set))
      .map((probe) => runProbe(request, probe, signedIn.value.permissions, since)),
  )
  test.checks.apiCalls = {
    status: items.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
    durationMs: since(callsStart),
    items,
  }
  request.onProgress?.('apiCalls', test.checks.apiCalls.status)

  const tenant = await attempt(request, async () => plugin.describeTenant?.(client))
  if (tenant.value) test.tenant = tenant.value
  const life = await attempt(request, async () => plugin.credentialLife?.(client))
  if (life.value) test.credential = life.value

  judge(test)
  return finish()
}

function checkPermissions(
  test: ConnectionTest,
  plugin: ProviderPlugin,
  sets: readonly PermissionSet[],
  granted: readonly string[],
) {
  const wanted = sets.flatMap((set) => set.permissions.map((permission) => ({ ...permission, set: set.id })))
  const statuses = comparePermissions(
    wanted.map(({ name }) => name),
    granted,
    plugin.lattice,
  )
  const items = statuses.map((status, index) => ({
    ...status,
    set: wanted[index]?.set ?? '',
    why: wanted[index]?.why ?? '',
  }))
  const missing = [...new Set(items.filter(({ status }) => status === 'missing').map(({ name }) => name))]
  test.checks.permissions = { status: missing.length > 0 ? 'failed' : 'passed', durationMs: 0, items }
  if (missing.length > 0) {
    const { name = 'This tenant', ...how } = plugin.grantor ?? {}
    test.checks.permissions.problem = problemFacts(permissionMissing({ permissions: missing, tenant: name, ...how }))
  }
  test.surplus = surplusPermissions(
    wanted.map(({ name }) => name),
    granted,
    plugin.lattice,
  )
}

async function runProbe(
  request: CheckRequest,
  probe: Probe<PluginClient>,
  granted: readonly string[],
  since: (start: Date) => number,
): Promise<ApiCallItem> {
  const { plugin, clock } = request
  const item = { probe: probe.id, name: probe.name, set: probe.set }
  const allowed = probe.permissions.some(
    (name) => comparePermissions([name], granted, plugin.lattice)[0]?.status !== 'missing',
  )
  if (!allowed) return { ...item, status: 'skipped', durationMs: 0 }
  const start = clock.now()
  const outcome = await attempt(request, () => probe.run(request.client))
  const durationMs = since(start)
  if (!outcome.problem) return { ...item, status: 'passed', durationMs, ...(outcome.value && { fact: outcome.value }) }
  const limited = outcome.problem.code === licenceMissing.kind.code || outcome.problem.code === throttled.kind.code
  return { ...item, status: limited ? 'limited' : 'failed', durationMs, problem: outcome.problem }
}

/** The first cause in the order sign-in, permission, service decides the health. */
function judge(test: ConnectionTest) {
  const { permissions, apiCalls } = test.checks
  const failed = apiCalls.items.filter(({ status }) => status === 'failed').map(({ problem }) => problem)
  const problem =
    failed.find((candidate) => candidate?.health === 'authenticationError') ??
    permissions.problem ??
    failed.find((candidate) => candidate?.health === 'permissionError') ??
    failed[0]
  if (problem) {
    test.problem = problem
    test.health = problem.health ?? 'serviceError'
  }
  test.notes = [
    ...new Set(apiCalls.items.filter(({ status }) => status === 'limited').map((item) => item.problem?.code ?? '')),
  ].filter(Boolean)
}

/** A plugin compiled without types may answer with anything. */
function requireIdentity(identity: Identity | undefined): Identity {
  if (typeof identity?.tenantId !== 'string' || !Array.isArray(identity.permissions)) {
    throw new TypeError('authenticate resolved to no identity')
  }
  return identity
}

type Outcome<T> = { value: T; problem?: never } | { value?: never; problem: ProblemFacts }

async function attempt<T>(request: CheckRequest, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await withinTime(work(), request.stepSeconds) }
  } catch (error) {
    if (error instanceof AppError) return { problem: problemFacts(error) }
    request.onFault(error)
    return { problem: problemFacts(pluginFault({ plugin: request.plugin.name })) }
  }
}

async function withinTime<T>(work: Promise<T>, seconds: number | undefined): Promise<T> {
  if (seconds === undefined) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It did not end within ${seconds} s.`)), seconds * 1000)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
