import { defaultDomain, initialDomain } from '../../world/domain-names.js'
import { type CippCall, type Endpoint, isTrue, ok, plain, results } from '../call.js'
import { tenantRow } from '../managed-tenants.js'

function list(call: CippCall) {
  const { instance, now } = call
  if (instance.broken !== undefined) {
    return ok([
      {
        Results: `Failed to retrieve tenants: ${instance.broken}`,
        displayName: 'Failed to retrieve tenants. Perform a permission check.',
        customerId: '',
        defaultDomainName: '',
      },
    ])
  }
  if (call.flag('ClearCache')) return results('Successfully queued a rebuild of the tenant cache')
  if (isTrue(call.query('TriggerRefresh'))) {
    for (const { tenant } of call.tenants()) instance.standings.change(tenant.id, { errors: 0, lastError: '' })
  }
  const filter = call.query('tenantFilter')
  const one = filter === undefined ? undefined : call.findTenant(filter)
  const rows = (filter === undefined ? call.tenants() : [one ?? []].flat()).map((managed) => ({
    ...tenantRow(instance, managed, now),
    ...(call.query('Mode') === 'TenantList' ? portals(managed.tenant.id, initialDomain(managed.tenant)) : {}),
    ...(isTrue(call.query('IncludeOffboardingDefaults')) ? { offboardingDefaults: null } : {}),
  }))
  if (!isTrue(call.query('AllTenantSelector'))) return ok(rows)
  const all = {
    customerId: 'AllTenants',
    defaultDomainName: 'AllTenants',
    displayName: '*All Tenants',
    domains: 'AllTenants',
  }
  return ok([all, ...rows])
}

function portals(id: string, initialDomain: string) {
  return {
    portal_m365: `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${id}&CSDEST=o365admincenter`,
    portal_exchange: `https://admin.exchange.microsoft.com/?landingpage=homepage&form=mac_sidebar&delegatedOrg=${initialDomain}`,
    portal_entra: `https://entra.microsoft.com/${initialDomain}`,
    portal_azure: `https://portal.azure.com/${initialDomain}`,
  }
}

export const tenantEndpoints: Record<string, Endpoint> = {
  ListTenants: { permission: 'CIPP.Core.Read', anyTenant: true, answer: list },

  ListTenantDetails: {
    permission: 'CIPP.Core.Read',
    answer(call) {
      const managed = call.findTenant(call.either('tenantFilter') ?? '')
      if (!managed) return plain(500, "Cannot index into a null array. The tenant is not in CIPP's tenant list.")
      const { tenant } = managed
      return ok({
        id: tenant.id,
        displayName: tenant.name,
        countryLetterCode: tenant.country,
        createdDateTime: tenant.createdAt.toISOString(),
        defaultDomainName: defaultDomain(tenant),
        verifiedDomains: tenant.domains.map(({ name, isDefault, isInitial }) => ({ name, isDefault, isInitial })),
        assignedPlans: [],
        onPremisesSyncEnabled: tenant.headcount.onPremisesSync ? true : null,
        customProperties: {},
        Groups: [],
      })
    },
  },

  ExecExcludeTenant: {
    permission: 'CIPP.AppSettings.ReadWrite',
    anyTenant: true,
    answer(call) {
      const { instance, simulation, now } = call
      const customers = instance.partner.relationships.flatMap(
        ({ customerTenantId }) => simulation.world.findTenant(customerTenantId) ?? [],
      )
      const isExcluded = (id: string) => instance.standings.of(id).excluded
      if (isTrue(call.query('List')) || isTrue(call.query('ListAll'))) {
        const wanted = customers.filter(({ id }) => isTrue(call.query('ListAll')) || isExcluded(id))
        return ok(
          wanted.map((tenant) => ({
            ...tenantRow(instance, { tenant, relationships: [] }, now),
            Excluded: isExcluded(tenant.id),
            ExcludeUser: isExcluded(tenant.id) ? 'technician' : '',
          })),
        )
      }
      const adds = isTrue(call.query('AddExclusion'))
      const removes = isTrue(call.query('RemoveExclusion'))
      if (!adds && !removes) return results('')
      const named = [call.either('tenantFilter') ?? [], call.field('value') ?? []].flat(2).map(String)
      const chosen = customers.filter((tenant) => named.includes(tenant.id) || named.includes(defaultDomain(tenant)))
      for (const { id } of chosen) instance.standings.change(id, { excluded: adds })
      const names = chosen.map(defaultDomain).join(', ')
      return results(`Success. ${adds ? 'Added exclusions for' : 'Removed exclusion for'} tenant(s): ${names}`)
    },
  },
}
