import { guid } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { CmdletCall } from '../cmdlet.js'
import { notFound } from '../recipients/recipients.js'
import { directoryFacts } from '../shapes.js'

export function directoryObject(tenant: Tenant, noun: string, name: string, created: Date): Entity {
  const id = guid(tenant.id, noun, name)
  return { id, ...directoryFacts(tenant, { name, guid: id, container: `CN=${noun}`, created }) }
}

export function findObject(call: CmdletCall, set: string, identity: string, properties: readonly string[]): Entity {
  const view = call.tenant.set(set).view()
  const found = view.get(identity) ?? properties.map((name) => view.find(name, identity)).find((one) => one)
  if (!found) throw notFound(identity)
  return found
}

/** What a service principal goes by. */
export const PRINCIPAL = ['ObjectId', 'AppId', 'DisplayName', 'Name']
