import type { DistributionList } from '@tenantry/core'
import type { Simulator } from '@tenantry/simulator'
import type { CippConnection } from '../../src/connection.js'
import { mailboxes } from '../../src/mailboxes/mailboxes.js'
import { setupOf } from './clients.js'
import { type Instead, open, within } from './open.js'

export const TENANT = 'Northwind Traders'
export const DOMAIN = 'northwindtraders.example'

/** A connection at work in a tenant of the scenario. */
export function connected(simulator: Simulator, instead?: Instead, { name = TENANT, client = 'editor' } = {}) {
  const opened = open(simulator, setupOf(simulator, client), instead)
  return { ...opened, tenant: within(simulator, opened.connection, name) }
}

/** What a client reads that takes an answer for what it looks like. */
export async function naively(connection: CippConnection, name: string, body: object): Promise<unknown> {
  const answer = await connection.client.call({
    name,
    purpose: 'Look',
    body: { TenantFilter: DOMAIN, tenantFilter: DOMAIN, ...body },
  })
  return (answer as { Results: unknown }).Results
}

/** As if CIPP’s function of this name answered so. */
export const answering =
  (name: string, body: unknown, status = 200): Instead =>
  (call) =>
    call.name === name ? Response.json(body, { status }) : undefined

export async function changeableList(connection: CippConnection): Promise<DistributionList> {
  for (const list of await mailboxes.lists(connection, 100)) {
    if ((await mailboxes.members(connection, list)).length > 1) return list
  }
  throw new Error('No list has members.')
}

export async function somebody(connection: CippConnection, list: DistributionList) {
  const member = (await mailboxes.members(connection, list)).find(({ address }) => address)
  if (!member?.address) throw new Error('The list has nobody with an address.')
  return { id: member.id, address: member.address }
}

export async function sharedMailbox(connection: CippConnection) {
  const [shared] = await mailboxes.sharedMailboxes(connection, 1)
  if (!shared) throw new Error('The tenant has no shared mailbox.')
  return shared
}
