import type { ConnectionSetup, Host, TenantRef } from '@tenantry/core'
import { CippClient } from './cipp-client.js'
import type { CippConfig, Credential } from './config.js'
import { TenantList } from './tenant-list.js'
import { TokenClient } from './token-client.js'
import { Turns } from './turns.js'

/** A connected API client, at work in one tenant or in none. */
export interface CippConnection {
  config: CippConfig
  client: CippClient
  tenants: TenantList
  /** The tenant that mailboxes are of. */
  tenant: TenantRef | undefined
  host: Host
}

/** Makes the clients; nothing is sent yet. */
export function connect(setup: ConnectionSetup, host: Host): CippConnection {
  const config = setup.config as CippConfig
  const tokens = new TokenClient(config, setup.credential as Credential, host)
  const client = new CippClient(config.baseUrl, tokens, host, new Turns())
  return { config, client, tenants: new TenantList(client), tenant: undefined, host }
}

/** The same client at work in one tenant; tokens, turns and the list of tenants are shared. */
export function inTenant(connection: CippConnection, tenant: TenantRef): CippConnection {
  return { ...connection, tenant }
}
