import { defineListReader, defineReader, licenceMissing, type ListPage, roleMissing } from '@tenantry/core'
import { type ConfigurationRead, configurationReads, isUnknownCommand, withoutLicence } from '@tenantry/m365'
import { z } from 'zod'
import { READER } from '../command-services.js'
import type { MicrosoftConnection } from '../connection.js'
import type { ExchangeClient } from '../exchange-client.js'
import { MANAGE_AS_APP, MANAGE_COMPLIANCE } from '../permissions/service-sets.js'
import type { MicrosoftReader } from './graph.js'

/** Exchange runs three commands of a tenant at a time: two are taken here, so that one is left for other work. */
const EXCHANGE_LANES = 2

function clientOf({ exchangeSettings, compliance }: MicrosoftConnection, at: ConfigurationRead['at']): ExchangeClient {
  return at === 'exchange' ? exchangeSettings : compliance
}

async function* pages(
  connection: MicrosoftConnection,
  reading: ConfigurationRead,
  from?: string,
): AsyncIterable<ListPage> {
  try {
    yield* clientOf(connection, reading.at).pages(reading.read, from)
  } catch (error) {
    throw isUnknownCommand(error) ? await reasonOf(connection, reading, error) : error
  }
}

/** A command is unknown to whom it is not sold and to whom it is not allowed. */
async function reasonOf(
  connection: MicrosoftConnection,
  { at, resource, licence }: ConfigurationRead,
  cause: unknown,
): Promise<unknown> {
  const missing = roleMissing({ role: READER, tenant: connection.tenant.name ?? connection.tenant.tenantId }, { cause })
  if (licence === undefined) return missing
  const other = await clientOf(connection, at)
    .run(withoutLicence[at], z.unknown())
    .catch((refused: unknown) => {
      if (isUnknownCommand(refused)) return undefined
      throw refused
    })
  return other ? licenceMissing({ feature: resource.name, licence }, { cause }) : missing
}

async function whole(connection: MicrosoftConnection, reading: ConfigurationRead): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const { items } of pages(connection, reading)) found.push(...items)
  return found
}

function readerOf(reading: ConfigurationRead, index: number): MicrosoftReader {
  const { resource, at, licence } = reading
  const about = {
    ...(at === 'exchange'
      ? { set: 'exchangeSettings', permissions: [MANAGE_AS_APP], limit: `Exchange commands ${index % EXCHANGE_LANES}` }
      : { set: 'purview', permissions: [MANAGE_COMPLIANCE], limit: 'Purview commands' }),
    ...(licence !== undefined && { licence }),
  }
  return resource.key === undefined
    ? defineReader<MicrosoftConnection>(resource, { ...about, read: (connection) => whole(connection, reading) })
    : defineListReader<MicrosoftConnection>(resource, {
        ...about,
        pages: (connection, _context, from) => pages(connection, reading, from),
      })
}

/** Configuration that commands tell: of Exchange Online, Defender for Office 365, and Purview. */
export const commandReaders: readonly MicrosoftReader[] = configurationReads.map(readerOf)
