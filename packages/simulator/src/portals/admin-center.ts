import { escapeHtml, type HttpReply } from '../http/exchange.js'
import { stateOf } from '../world/delegated-administration.js'
import type { Relationship, Tenant } from '../world/model.js'
import type { World } from '../world/world.js'
import { part, type PortalCall } from './portal-call.js'
import { button, day, portalPage, steps, table } from './portal-page.js'

const PORTAL = 'Microsoft 365 admin center'

interface Found {
  partner: Tenant
  relationship: Relationship
}

/** `#/partners/invitation/granularAdminRelationships/{id}` shows one; otherwise all that wait for an approval. */
function relationships({ simulation, view }: PortalCall): Found[] {
  const id = part(view, 'granularAdminRelationships')
  return allOf(simulation.world).filter(({ relationship }) =>
    id === undefined ? relationship.status === 'approvalPending' : relationship.id === id,
  )
}

function allOf(world: World): Found[] {
  return world.tenants.flatMap((partner) => partner.relationships.map((relationship) => ({ partner, relationship })))
}

/** Where a customer's Global Administrator lets a partner in. */
export function adminPage(call: PortalCall): HttpReply {
  const { simulation, done } = call
  const now = simulation.clock.now()
  const rows = relationships(call).map(({ partner, relationship }) => {
    const { status, endsAt } = stateOf(relationship, now)
    const customer = simulation.world.findTenant(relationship.customerTenantId)
    return [
      escapeHtml(`${partner.name} for ${customer?.name ?? 'this tenant'}`),
      `${escapeHtml(status)} until ${day(endsAt)}`,
      escapeHtml(relationship.roles.join(', ')),
      status === 'approvalPending'
        ? button('Approve', { act: 'approve', relationship: relationship.id }, { primary: true, of: partner.name })
        : '',
    ]
  })
  return portalPage({
    portal: PORTAL,
    title: 'Partner relationships',
    done,
    content: `${steps(
      'Sign in as a Global Administrator of the customer.',
      'Open the link that the partner sent, and read the roles and how long they last.',
      'Choose “Approve all”.',
    )}
${table('Requests of partners', ['Partner', 'State', 'Roles', 'Do'], rows)}`,
  })
}

export function actInAdminCenter({ simulation, form }: PortalCall): string {
  const found = allOf(simulation.world).find(({ relationship }) => relationship.id === form?.get('relationship'))
  if (form?.get('act') !== 'approve' || found?.relationship.status !== 'approvalPending') return 'Nothing was done.'
  const { relationship, partner } = found
  const now = simulation.clock.now()
  relationship.endsAt = new Date(now.getTime() + (relationship.endsAt.getTime() - relationship.startsAt.getTime()))
  relationship.startsAt = now
  relationship.status = 'active'
  relationship.modifiedAt = now
  return `${partner.name} may administer this tenant.`
}
