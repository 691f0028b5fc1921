import { defaultDomain } from '../../world/domain-names.js'
import { hasExchange } from '../../world/licences.js'
import { type CippCall, type Endpoint, isTrue, ok, results } from '../call.js'
import { delegate, DelegationError } from '../delegation.js'
import { runInExchange } from '../exchange.js'
import type { CippInstance } from '../instance.js'
import type { Managed } from '../managed-tenants.js'

const HOUR = 3_600_000

/** What CIPP wants to hold in each customer's tenant. */
const NEEDED = [
  'Application Administrator',
  'User Administrator',
  'Intune Administrator',
  'Exchange Administrator',
  'Security Administrator',
  'Cloud App Security Administrator',
  'Cloud Device Administrator',
  'Teams Administrator',
  'SharePoint Administrator',
  'Authentication Policy Administrator',
  'Privileged Role Administrator',
  'Privileged Authentication Administrator',
]
const WELCOME = ['Billing Administrator', 'Global Reader', 'Domain Name Administrator']

interface Check {
  at: Date
  GraphStatus: boolean
  GraphTest: string
  ExchangeStatus: boolean
  ExchangeTest: string
  roles: readonly string[]
}

/** What was found, by tenant, and when all were last asked. */
const checks = new WeakMap<CippInstance, Map<string, Check>>()

function checksOf(instance: CippInstance): Map<string, Check> {
  const found = checks.get(instance) ?? new Map<string, Check>()
  checks.set(instance, found)
  return found
}

function check(call: CippCall, managed: Managed, at: Date): Check {
  try {
    const { roles } = delegate(call.instance, managed.tenant, at)
    const base = { at, roles, GraphStatus: true, GraphTest: 'Successfully connected to Graph' }
    if (!hasExchange(managed.tenant)) {
      return {
        ...base,
        ExchangeStatus: true,
        ExchangeTest: 'Skipped Exchange access test, no Exchange licence was found',
      }
    }
    const outcome = runInExchange(call, managed, { cmdlet: 'Get-OrganizationConfig', select: ['Name'] })
    const ExchangeTest = outcome.ok
      ? 'Successfully connected to Exchange'
      : `Failed to connect to Exchange: ${outcome.message}`
    return { ...base, ExchangeStatus: outcome.ok, ExchangeTest }
  } catch (error) {
    if (!(error instanceof DelegationError)) throw error
    const GraphTest = `Failed to connect to Graph: ${error.message}`
    return { at, roles: [], GraphStatus: false, GraphTest, ExchangeStatus: false, ExchangeTest: error.message }
  }
}

function row(instance: CippInstance, { tenant }: Managed, found: Check | undefined) {
  const roles = found?.roles ?? []
  const missing = (names: readonly string[], Optional: boolean) =>
    names
      .filter((name) => !roles.includes(name) && !roles.includes('Global Administrator'))
      .map((Name) => ({ Name, Type: 'Tenant', Optional }))
  return {
    TenantId: tenant.id,
    TenantName: tenant.name,
    DefaultDomainName: defaultDomain(tenant),
    TenantType: 'GDAP',
    ServiceAccount: instance.account.user.userPrincipalName,
    GraphStatus: found?.GraphStatus ?? 'Not run yet',
    GraphTest: found?.GraphTest ?? '',
    ExchangeStatus: found?.ExchangeStatus ?? 'Not run yet',
    ExchangeTest: found?.ExchangeTest ?? '',
    AssignedRoles: roles.map((Role) => ({ Role, Group: `M365 GDAP ${Role}` })),
    MissingRoles: found ? [...missing(NEEDED, false), ...missing(WELCOME, true)] : [],
    OrgManagementRoles: [],
    OrgManagementRolesMissing: [],
    OrgManagementRepairNeeded: false,
    LastRun: found?.at.toISOString() ?? null,
  }
}

function accessChecks(call: CippCall) {
  const { instance, simulation, now } = call
  const type = call.query('Type')
  if (type === 'Permissions') {
    // It compares what the app asks for with what it should ask for, consented or not.
    const Messages = ['Your Secure Application Model has all required permissions']
    return ok({ Results: { AccessTokenDetails: {}, Messages, MissingPermissions: [], Links: [], Success: true } })
  }
  if (type === 'GDAP')
    return ok({ Results: { GDAPIssues: [], MissingGroups: [], Memberships: [], RoleAssignableGroups: [] } })
  if (type !== 'Tenants') return results([])
  const found = checksOf(instance)
  const tenants = call.tenants().filter(({ tenant }) => tenant !== instance.partner)
  const id = call.text('TenantId')
  if (id !== undefined) {
    const one = call.findTenant(id)
    if (one) found.set(one.tenant.id, check(call, one, now))
    return results(`Refreshing tenant ${one ? defaultDomain(one.tenant) : id}`)
  }
  const newest = Math.max(0, ...[...found.values()].map(({ at }) => at.getTime()))
  const rows = tenants.map((one) => row(instance, one, found.get(one.tenant.id)))
  const LastRun = newest === 0 ? null : new Date(newest).toISOString()
  if (newest > now.getTime() - HOUR && !isTrue(call.query('SkipCache')))
    return ok({ Results: rows, Metadata: { LastRun } })
  const { tasks } = instance.queues.add({
    name: 'Access Checks',
    tasks: tenants.map(({ tenant }) => defaultDomain(tenant)),
    at: now,
    startsAt: now,
  })
  for (const [index, { endsAt }] of tasks.entries()) {
    const one = tenants[index]
    if (one) simulation.agenda.plan(endsAt, (at) => found.set(one.tenant.id, check(call, one, at)))
  }
  return ok({
    Results: rows,
    Metadata: { LastRun, AlertMessage: `Queued ${tenants.length} tenants for access checks` },
  })
}

/** Consents CIPP's own application again. It succeeds whenever nothing was thrown. */
function refreshPermissions(call: CippCall) {
  const { instance } = call
  const id = call.text('tenantFilter')
  const managed = call.tenants().find(({ tenant }) => tenant.id === id)
  if (!managed) return ok({ Results: 'Tenant not found', Metadata: { Heading: 'CPV Permission', Success: true } })
  return ok({
    Results: refresh(instance, managed, call.now),
    Metadata: { Heading: `CPV Permission - ${managed.tenant.name}`, Success: true },
  })
}

function refresh(instance: CippInstance, { tenant }: Managed, now: Date): string[] {
  const { trouble } = instance.standings.of(tenant.id)
  if (trouble === 'notConsented') instance.standings.change(tenant.id, { trouble: undefined, errors: 0, lastError: '' })
  try {
    delegate(instance, tenant, now)
    return [`Successfully added CPV permissions to tenant ${tenant.name}`]
  } catch (error) {
    if (error instanceof DelegationError) return [`Failed to add permissions to ${tenant.name}: ${error.message}`]
    throw error
  }
}

export const healthEndpoints: Record<string, Endpoint> = {
  ExecAccessChecks: { permission: 'CIPP.AppSettings.Read', anyTenant: true, answer: accessChecks },
  ExecCPVPermissions: { permission: 'CIPP.AppSettings.ReadWrite', answer: refreshPermissions },
  ExecCPVRefresh: {
    permission: 'CIPP.Core.ReadWrite',
    anyTenant: true,
    answer(call) {
      for (const managed of call.tenants()) refresh(call.instance, managed, call.now)
      return results('CPV refresh has been started for all tenants')
    },
  },
  ExecExchangeRoleRepair: {
    permission: 'CIPP.AppSettings.ReadWrite',
    answer(call) {
      const managed = call.findTenant(call.text('tenantId') ?? '')
      return managed
        ? results({
            state: 'success',
            resultText: `Successfully repaired the missing Organization Management roles for ${managed.tenant.name}`,
          })
        : results({ state: 'error', resultText: 'Tenant not found' })
    },
  },
}
