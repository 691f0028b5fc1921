import {
  defineListReader,
  defineReader,
  licenceMissing,
  type ListPage,
  type Reader,
  serviceAbsent,
  unexpectedAnswer,
} from '@tenantry/core'
import { type ConfigurationRead, configurationReads, isUnknownCommand, withoutLicence } from '@tenantry/m365'
import { z } from 'zod'
import type { CippConnection } from '../connection.js'
import { exchangeRoleMissing } from '../errors.js'
import { isAbsent, named, readExchange } from '../mailboxes/exchange.js'
import { CORE_READ } from '../permissions.js'
import { restored } from './rows.js'

const object = z.record(z.string(), z.unknown())

const ROLES = { exchange: 'Exchange Administrator', compliance: 'Compliance Administrator' } as const

/** All objects at once: CIPP follows pages by itself. Of several objects it drops what their lists hold: they are read one by one. */
async function objectsOf(connection: CippConnection, reading: ConfigurationRead): Promise<Record<string, unknown>[]> {
  const { read, at, flat } = reading
  const compliance = at === 'compliance'
  const rows = await readExchange(connection, read, object, { compliance }).catch(async (error: unknown) => {
    throw await reasonOf(connection, reading, error)
  })
  if (flat || rows.length < 2) return rows.map((row) => restored(row, flat ?? []))
  const whole: Record<string, unknown>[] = []
  for (const { Identity } of rows) {
    const one = { ...read, parameters: { Identity } }
    const [found, ...more] = await readExchange(connection, one, object, { compliance })
    if (!found || more.length > 0) {
      throw unexpectedAnswer({
        service: connection.client.hostName,
        what: `not one object of ${read.name} by its name`,
      })
    }
    whole.push(restored(found, []))
  }
  return whole
}

/** A tenant without Exchange is looked for in vain; a command is unknown to whom it is not sold and to whom it is not allowed. */
async function reasonOf(
  connection: CippConnection,
  { at, resource, licence }: ConfigurationRead,
  cause: unknown,
): Promise<unknown> {
  const { label: tenant } = named(connection.tenant)
  if (isAbsent(cause)) return serviceAbsent({ service: at === 'exchange' ? 'Exchange' : 'Purview', tenant })
  if (!isUnknownCommand(cause)) return cause
  const missing = exchangeRoleMissing({ tenant, role: ROLES[at] }, { cause })
  if (licence === undefined) return missing
  const other = await readExchange(connection, withoutLicence[at], object, { compliance: at === 'compliance' }).catch(
    (refused: unknown) => {
      if (isUnknownCommand(refused)) return undefined
      throw refused
    },
  )
  return other ? licenceMissing({ feature: resource.name, licence }, { cause }) : missing
}

async function* onePage(connection: CippConnection, reading: ConfigurationRead): AsyncIterable<ListPage> {
  yield { items: await objectsOf(connection, reading) }
}

function readerOf(reading: ConfigurationRead): Reader<CippConnection> {
  const { resource, licence } = reading
  const about = {
    set: 'core',
    permissions: [CORE_READ],
    // CIPP works for one tenant at a time, and slowly.
    limit: 'Exchange through CIPP',
    ...(licence !== undefined && { licence }),
  }
  return resource.key === undefined
    ? defineReader<CippConnection>(resource, { ...about, read: (connection) => objectsOf(connection, reading) })
    : defineListReader<CippConnection>(resource, { ...about, pages: (connection) => onePage(connection, reading) })
}

/** Configuration of Exchange and Purview, in the very form in which our own app reads it. */
export const readers: readonly Reader<CippConnection>[] = configurationReads.map(readerOf)
