import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import { type CippCall, results, valueOf, valuesOf } from '../call.js'
import { type Outcome, runInExchange } from '../exchange.js'
import type { Managed } from '../managed-tenants.js'
import { notManaged } from './exchange-request.js'
import { inGraph, tenantFilters } from './group-kinds.js'

const TEN_MINUTES = 600_000

/** The status is that of the last tenant; a name made in the last ten minutes counts as made. */
export function addGroup(call: CippCall) {
  const { instance, now } = call
  const name = call.text('displayName') ?? ''
  let status = 200
  const texts = tenantFilters(call).map((filter) => {
    const made = (message: string) => {
      status = 200
      return message
    }
    const failed = (message: string) => {
      status = 500
      return `Failed to create group. ${name} for ${filter} ${message}`
    }
    const managed = filter.toLowerCase() === 'alltenants' ? undefined : call.findTenant(filter)
    if (!managed) return failed(notManaged(call, filter))
    const key = `${managed.tenant.id}/${name.toLowerCase()}`
    const before = instance.groupsMade.get(key)
    if (before !== undefined && before > now.getTime() - TEN_MINUTES) {
      return made(`Successfully created group ${name} for ${filter}`)
    }
    const outcome = create(call, managed, name)
    if (!outcome.ok) {
      call.log({ tenant: managed, api: 'AddGroup', message: outcome.message, severity: 'Error' })
      return failed(outcome.message)
    }
    instance.groupsMade.set(key, now.getTime())
    call.log({ tenant: managed, api: 'AddGroup', message: `Created group ${name}` })
    return made(`Successfully created group ${name} for ${filter}`)
  })
  return results(texts, status)
}

function create(call: CippCall, managed: Managed, name: string): Outcome {
  const type = call.text('groupType') ?? ''
  const alias = call.text('username') ?? ''
  const description = call.text('description') ?? ''
  if (['m365', 'generic', 'dynamic', 'azurerole'].includes(type.toLowerCase())) {
    return inGraph(call, managed, (tenant, at) => {
      const unified = type.toLowerCase() === 'm365'
      tenant.set('groups').create(newGroup(tenant, { name, alias, description, unified }, call), at)
    })
  }
  const domain = valueOf(call.field('primDomain')) ?? ''
  const created = runInExchange(call, managed, {
    cmdlet: 'New-DistributionGroup',
    parameters: {
      Name: name,
      DisplayName: name,
      Alias: alias,
      ...(description === '' ? {} : { Description: description }),
      PrimarySmtpAddress: `${alias}@${domain}`,
      // Passed on as it came.
      Type: type,
      RequireSenderAuthenticationEnabled: !call.flag('allowExternal'),
      ...optional('ManagedBy', valuesOf(call.field('owners'))),
      ...optional('Members', valuesOf(call.field('members'))),
    },
  })
  if (!created.ok) return created
  const aliases = (call.text('aliases') ?? '').split(/\s*\n\s*/).filter((address) => address !== '')
  const settings = {
    ...(aliases.length > 0 ? { EmailAddresses: { '@odata.type': '#Exchange.GenericHashTable', Add: aliases } } : {}),
    ...(call.flag('hideFromGAL') ? { HiddenFromAddressListsEnabled: true } : {}),
  }
  if (Object.keys(settings).length > 0) {
    const parameters = { Identity: `${alias}@${domain}`, BypassSecurityGroupManagerCheck: true, ...settings }
    runInExchange(call, managed, { cmdlet: 'Set-DistributionGroup', parameters })
  }
  return created
}

const optional = (name: string, values: string[]) => (values.length > 0 ? { [name]: values } : {})

function newGroup(
  tenant: Tenant,
  facts: { name: string; alias: string; description: string; unified: boolean },
  { now }: CippCall,
): Entity {
  const mail = `${facts.alias}@${tenant.domains.find(({ isDefault }) => isDefault)?.name ?? ''}`
  return {
    id: guid(tenant.id, 'cipp-group', facts.name, now.getTime()),
    createdDateTime: `${now.toISOString().slice(0, 19)}Z`,
    description: facts.description === '' ? null : facts.description,
    displayName: facts.name,
    groupTypes: facts.unified ? ['Unified'] : [],
    mail: facts.unified ? mail : null,
    mailEnabled: facts.unified,
    mailNickname: facts.alias,
    proxyAddresses: facts.unified ? [`SMTP:${mail}`] : [],
    securityEnabled: !facts.unified,
    visibility: facts.unified ? 'Private' : null,
  }
}
