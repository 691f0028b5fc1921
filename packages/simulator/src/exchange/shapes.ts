import { readData } from '../data.js'
import { initialDomain } from '../world/domain-names.js'
import { guid } from '../world/ids.js'
import type { Entity, Tenant } from '../world/model.js'
import { exchangeTime, exchangeTimeUtc } from './wire.js'

/** The properties of Exchange's objects with the values they have unless somebody set them. */
const shapes = readData('exchange-shapes.json') as Record<string, Record<string, unknown>>

export function shapeOf(noun: string): Record<string, unknown> {
  const shape = shapes[noun]
  if (!shape) throw new Error(`data/exchange-shapes.json has no '${noun}'.`)
  return structuredClone(shape)
}

/** The forest a tenant lives in, and the server that answers for it. */
export const FOREST = 'NAMPR09A003.PROD.OUTLOOK.COM'
export const SERVER = `DM6PR09A03DC001.${FOREST}`
const FOREST_DN = 'DC=NAMPR09A003,DC=PROD,DC=OUTLOOK,DC=COM'

/** What Exchange says of every object that its directory holds. */
export function directoryFacts(
  tenant: Tenant,
  facts: { name: string; guid: string; container?: string; created: Date; changed?: Date },
): Record<string, unknown> {
  const organization = initialDomain(tenant)
  const { name, created, changed = created } = facts
  const container =
    facts.container === undefined
      ? `OU=${organization},OU=Microsoft Exchange Hosted Organizations`
      : `${facts.container},CN=Configuration,CN=${organization},CN=ConfigurationUnits`
  return {
    Identity: name,
    Id: name,
    IsValid: true,
    ExchangeVersion: '0.20 (15.0.0.0)',
    Name: name,
    DistinguishedName: `CN=${name.replace(/[,\\+"<>;=]/g, '\\$&')},${container},${FOREST_DN}`,
    ObjectState: 'Unchanged',
    WhenChanged: exchangeTime(changed),
    WhenCreated: exchangeTime(created),
    WhenChangedUTC: exchangeTimeUtc(changed),
    WhenCreatedUTC: exchangeTimeUtc(created),
    ExchangeObjectId: guid(facts.guid, 'exchange-object'),
    OrganizationalUnitRoot: organization,
    OrganizationId: `${FOREST}/Microsoft Exchange Hosted Organizations/${organization} - ${FOREST}/ConfigurationUnits/${organization}/Configuration`,
    Guid: facts.guid,
    OriginatingServer: SERVER,
  }
}

/** A configuration object as its set holds it. */
export function configuration(
  tenant: Tenant,
  noun: string,
  name: string,
  facts: Record<string, unknown> = {},
  created: Date = tenant.createdAt,
): Entity {
  const id = guid(tenant.id, noun, name)
  return {
    id,
    ...shapeOf(noun),
    ...directoryFacts(tenant, { name, guid: id, container: `CN=${noun}`, created }),
    ...facts,
  }
}
