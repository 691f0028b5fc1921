import { Changes } from '../control/changes.js'
import { escapeHtml, type HttpReply } from '../http/exchange.js'
import { stateOf } from '../world/delegated-administration.js'
import { directoryTime } from '../world/directory.js'
import { guid } from '../world/ids.js'
import type { Entity, Tenant } from '../world/model.js'
import { type PortalCall, search } from './portal-call.js'
import { button, day, portalPage, steps, table } from './portal-page.js'

const PORTAL = 'Partner Center'

/** What administration of a customer usually takes. */
const USUAL_ROLES = [
  'Application Administrator',
  'Exchange Administrator',
  'Global Reader',
  'Privileged Role Administrator',
  'Security Reader',
  'User Administrator',
]

const LONGER = 180

function partnerOf({ simulation, query }: PortalCall): Tenant | undefined {
  const partners = simulation.world.tenants.filter(({ isPartner }) => isPartner)
  return partners.find(({ id }) => id === query.get('partner')) ?? partners[0]
}

/** The customers of the partner; a link may name one. */
export function partnerPage(call: PortalCall): HttpReply {
  const { simulation, request, query, done } = call
  const partner = partnerOf(call)
  if (!partner)
    return portalPage({ portal: PORTAL, title: 'No partner', content: '<p>No tenant here is a partner.</p>' })
  const now = simulation.clock.now()
  const customers = partner.relationships.flatMap(
    ({ customerTenantId }) => simulation.world.findTenant(customerTenantId) ?? [],
  )
  const named = customers.find(({ id }) => `${request.path}/${call.view}`.includes(id))
  const text = named?.id ?? query.get('search') ?? ''
  const shown = search([...new Set(customers)], text)
  const rows = partner.relationships
    .filter((one) => shown.some(({ id }) => id === one.customerTenantId))
    .map((relationship) => {
      const name = shown.find(({ id }) => id === relationship.customerTenantId)?.name ?? ''
      const { status, endsAt } = stateOf(relationship, now)
      const tenant = relationship.customerTenantId
      const missing = USUAL_ROLES.filter((role) => !relationship.roles.includes(role))
      return [
        escapeHtml(name),
        `${escapeHtml(status)} until ${day(endsAt)}`,
        escapeHtml(relationship.roles.join(', ')),
        [
          ...missing.map((role) => button(`Add ${role}`, { act: 'add-role', tenant, role }, { of: name })),
          button(`Extend by ${LONGER} days`, { act: 'extend', tenant }, { of: name }),
        ].join(' '),
      ]
    })
  return portalPage({
    portal: PORTAL,
    title: `${partner.name}: customers`,
    done,
    content: `${steps(
      'Open Customers, the customer, and Admin relationships.',
      'A relationship’s roles cannot be changed: request a new one with the missing role, and send its link to the customer’s Global Administrator, who approves it.',
      'Extend one that ends, or switch on that it extends itself.',
    )}
<form method="get"><label for="search">Customer</label>
<input id="search" name="search" value="${escapeHtml(text)}"> <button>Search</button></form>
${table('Granular administration relationships', ['Customer', 'State', 'Roles', 'Do'], rows)}
${adminAgents(partner)}`,
  })
}

/** Administration of the old kind went by membership of this group. */
function adminAgents(partner: Tenant): string {
  const members = memberNames(partner)
  const apps = partner.servicePrincipals.filter(
    ({ appId, displayName }) =>
      !partner.applications.some((one) => one.appId === appId && one.apiClient) && !members.includes(displayName),
  )
  return `<h2>Admin agents</h2><p>Members of the group: ${escapeHtml(members.join(', ') || 'none')}.</p>
${apps.map(({ id, displayName }) => button(`Add ${displayName}`, { act: 'admin-agent', principal: id })).join(' ')}
<p class="note">Under granular delegated administration the group gives an application nothing in customers’ tenants.</p>`
}

function adminAgentsGroup(partner: Tenant): Entity | undefined {
  return partner.set('groups').view().find('displayName', 'AdminAgents')
}

function memberNames(partner: Tenant): string[] {
  const group = adminAgentsGroup(partner)
  const ids = group ? partner.links('members').of(group.id) : []
  return ids.flatMap((id) => partner.servicePrincipals.find((one) => one.id === id)?.displayName ?? [])
}

export function actInPartnerCenter(call: PortalCall): string {
  const { simulation, form } = call
  const partner = partnerOf(call)
  if (form?.get('act') === 'admin-agent' && partner) {
    return addToAdminAgents(partner, form.get('principal') ?? '', simulation.clock.now())
  }
  const customer = simulation.world.findTenant(form?.get('tenant') ?? '')
  if (!customer) return 'Nothing was done.'
  const changes = new Changes(simulation, customer)
  const role = form?.get('role')
  if (form?.get('act') === 'add-role' && role) {
    changes.addDelegatedRole({ role })
    return `${customer.name} approved a relationship with ${role}.`
  }
  if (form?.get('act') === 'extend') {
    changes.extendRelationship({ days: LONGER })
    return `The relationship with ${customer.name} goes on for ${LONGER} days more.`
  }
  return 'Nothing was done.'
}

function addToAdminAgents(partner: Tenant, principalId: string, now: Date): string {
  const group =
    adminAgentsGroup(partner) ??
    partner.set('groups').create(
      {
        id: guid(partner.id, 'AdminAgents'),
        createdDateTime: directoryTime(now),
        description: 'Administer on behalf of customers',
        displayName: 'AdminAgents',
        groupTypes: [],
        mail: null,
        mailEnabled: false,
        mailNickname: 'AdminAgents',
        securityEnabled: true,
      },
      now.getTime(),
    )
  const principal = partner.servicePrincipals.find(({ id }) => id === principalId)
  if (!principal) return 'Nothing was done.'
  const members = partner.links('members')
  if (!members.has(group.id, principal.id)) members.add(group.id, principal.id, now.getTime())
  return `${principal.displayName} is an admin agent.`
}
