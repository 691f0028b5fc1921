import { findServicePrincipal } from '../../world/consent.js'
import { graphScopes } from '../../world/apps/service-principals.js'
import { defaultDomain } from '../../world/domain-names.js'
import { GRAPH_APP_ID } from '../../world/resources.js'
import { type CippCall, type Endpoint, fieldOf, nothing, ok, results, textOf, valueOf, valuesOf } from '../call.js'
import { delegate, DelegationError } from '../delegation.js'
import { ensurePrincipal, grantPermissions, GraphRefusal, permissionsIn } from '../deploy-app.js'
import { findManaged, type Managed } from '../managed-tenants.js'
import { TOO_MANY_ERRORS } from '../standings.js'
import type { Permissions } from '../templates.js'

const API = 'Add Multitenant App'
const QUARTER = 15 * 60_000

/** What one background task is to do in one tenant. */
interface Order {
  appId: string | undefined
  permissions: () => Permissions
}

/** Starts a task for each tenant; what becomes of it is told nowhere but in the logbook. */
function queue(call: CippCall, name: string, values: string[], order: Order): void {
  const { instance, simulation, now } = call
  if (values.length === 0) return
  const startsAt = instance.offloading ? new Date(Math.ceil(now.getTime() / QUARTER) * QUARTER) : now
  const { tasks } = instance.queues.add({ name, reference: '', tasks: values, at: now, startsAt })
  for (const task of tasks) {
    simulation.agenda.plan(task.endsAt, (at) => {
      const managed = findManaged(instance, simulation.world, at, task.name)
      if (managed) deploy(call, managed, order, at)
      else task.failed = true
    })
  }
}

/** The task catches everything; refusals of single grants are thrown away. */
function deploy(call: CippCall, managed: Managed, { appId, permissions }: Order, at: Date) {
  const { instance, simulation } = call
  try {
    if (appId === undefined) throw new GraphRefusal('The appId of the service principal is missing.')
    const delegation = delegate(instance, managed.tenant, at)
    const wanted = permissions()
    const principal = ensurePrincipal(simulation.world, delegation, appId, at)
    grantPermissions(delegation, principal, wanted, at)
    call.log({ tenant: managed, api: API, message: `Added application ${appId} to tenant`, at })
  } catch (error) {
    if (!(error instanceof DelegationError) && !(error instanceof GraphRefusal)) throw error
    const message = `Error adding application ${appId ?? ''} to tenant ${defaultDomain(managed.tenant)} - ${error.message}`
    call.log({ tenant: managed, api: API, message, severity: 'Error', at })
  }
}

/** `allTenants` stands for those that have not failed too often. */
function tenantsWanted(call: CippCall): string[] {
  const values = valuesOf(call.field('tenantFilter'))
  if (!values.some((value) => value.toLowerCase() === 'alltenants')) return values
  return call
    .tenants()
    .filter(({ tenant }) => call.instance.standings.of(tenant.id).errors < TOO_MANY_ERRORS)
    .map(({ tenant }) => defaultDomain(tenant))
}

function byTemplate(call: CippCall) {
  const { templates, broken } = call.instance
  const selected = call.field('selectedTemplate')
  const label = textOf(selected, 'label')
  const template = templates.apps.get(valueOf(selected) ?? '')
  if (broken !== undefined) return results([`Error queuing application - ${broken}`])
  if (!template) return results(['Error queuing application - Template not found'])
  const values = tenantsWanted(call)
  // The service principal is made from the request, not from the template.
  const appId = fieldOf(fieldOf(selected, 'addedFields'), 'AppId')
  queue(call, 'Application Approval (Template)', values, {
    appId: typeof appId === 'string' ? appId.toLowerCase() : undefined,
    permissions: () => templates.permissionsOf(template),
  })
  return results([`Deploying ${label} to ${labels(call).join(', ')}, see the logbook for details`])
}

function labels(call: CippCall): string[] {
  return [call.field('tenantFilter') ?? []].flat().map((option) => textOf(option, 'label') || (valueOf(option) ?? ''))
}

/** Whatever the permissions are of, they are asked of Microsoft Graph. */
function manually(call: CippCall) {
  const { instance } = call
  const appId = call.text('AppId')?.toLowerCase()
  if (instance.broken !== undefined) return results([`Function Error: ${instance.broken}`])
  if (appId === undefined)
    return results(["Function Error: Cannot bind argument to parameter 'AppId' because it is an empty string."])
  const chosen = [call.field('permissions') ?? []].flat().map((one) => ({
    id: textOf(one, 'id'),
    origin: textOf(one, 'origin'),
  }))
  const scopeNames = new Map(Object.entries(graphScopes).map(([name, id]) => [id, name]))
  const idsOf = (origin: string) => chosen.filter((one) => one.origin === origin).map(({ id }) => id)
  const copies = call.flag('CopyPermissions')
  queue(call, 'Application Approval', tenantsWanted(call), {
    appId,
    permissions: () => {
      if (!copies) {
        return {
          [GRAPH_APP_ID]: {
            applicationPermissions: idsOf('Application').map((id) => ({ id })),
            delegatedPermissions: idsOf('Delegated').flatMap((id) => {
              const value = scopeNames.get(id)
              return value === undefined ? [] : [{ id, value }]
            }),
          },
        }
      }
      const atHome = findServicePrincipal(instance.partner, appId)
      if (!atHome)
        throw new GraphRefusal(`Application ${appId} not found in the partner tenant, permissions cannot be copied.`)
      return permissionsIn(instance.partner, atHome)
    },
  })
  return results([`Deploying ${appId} to ${labels(call).join(', ')}, see the logbook for details`])
}

export const deployEndpoints: Record<string, Endpoint> = {
  ExecAddMultiTenantApp: {
    permission: 'Tenant.Application.ReadWrite',
    answer(call) {
      const mode = call.text('configMode')
      if (mode === 'template') return byTemplate(call)
      return mode === 'manual' ? manually(call) : nothing
    },
  },

  /** Links for people: it grants nothing. */
  ExecAppApproval: {
    permission: 'Tenant.Application.Read',
    anyTenant: true,
    answer: (call) =>
      ok(
        call.tenants().map(({ tenant }) => ({
          defaultDomainName: defaultDomain(tenant),
          link: `https://login.microsoftonline.com/${tenant.id}/v2.0/adminconsent?client_id=${call.query('ApplicationId') ?? ''}&scope=${encodeURIComponent('https://graph.microsoft.com/.default')}`,
        })),
      ),
  },
}
