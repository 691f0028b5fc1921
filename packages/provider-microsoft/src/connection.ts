import type { ConnectionSetup, Host, TenantRef } from '@tenantry/core'
import { type Cloud, type CloudId, clouds } from './clouds.js'
import { commandServices } from './command-services.js'
import type { AppConfig } from './config.js'
import type { Credential } from './credentials.js'
import { ExchangeClient } from './exchange-client.js'
import { GraphClient } from './graph-client.js'
import { SharePointClient } from './readers/sharepoint-client.js'
import { TeamsClient } from './readers/teams-client.js'
import { TokenClient } from './token-client.js'

/** A connected app in one tenant: what the probes and readers of this plugin work with. */
export interface MicrosoftConnection {
  /** The connection kind. */
  kind: string
  config: AppConfig
  /** The tenant it works in; of a partner's app not always the one it is registered in. */
  tenant: TenantRef
  credential: Credential
  sets: readonly string[]
  tokens: TokenClient
  graph: GraphClient
  /** For work on mailboxes; settings are read with a lesser role. */
  exchange: ExchangeClient
  exchangeSettings: ExchangeClient
  compliance: ExchangeClient
  sharePoint: SharePointClient
  teams: TeamsClient
  resolve: Host['resolve']
  clock: Host['clock']
  signal: AbortSignal
  /** The same app in another tenant, with tokens of its own. */
  inTenant: (tenant: TenantRef) => MicrosoftConnection
}

/** The cloud a configuration names. */
export function cloudOf(config: Readonly<Record<string, unknown>>): Cloud {
  return clouds[config.cloud as CloudId]
}

/** Makes the clients of one app in its own tenant; nothing is sent yet. */
export function connect(setup: ConnectionSetup, host: Host): MicrosoftConnection {
  return connectIn({ tenantId: (setup.config as AppConfig).tenantId }, setup, host)
}

function connectIn(tenant: TenantRef, setup: ConnectionSetup, host: Host): MicrosoftConnection {
  const config = setup.config as AppConfig
  const credential = setup.credential as Credential
  const cloud = cloudOf(setup.config)
  const name = tenant.name ?? tenant.tenantId
  const tokens = new TokenClient({ ...config, tenantId: tenant.tenantId }, credential, cloud, host, {
    multiTenant: setup.kind === 'partnerApp',
    tenantName: name,
  })
  const named = { ...tenant, name }
  const graph = new GraphClient(tokens, name, cloud, host)
  const services = commandServices(cloud)
  return {
    kind: setup.kind,
    config,
    tenant,
    credential,
    sets: setup.sets,
    tokens,
    graph,
    exchange: new ExchangeClient(tokens, named, services.mailboxes, host),
    exchangeSettings: new ExchangeClient(tokens, named, services.exchange, host),
    compliance: new ExchangeClient(tokens, named, services.compliance, host),
    sharePoint: new SharePointClient({ tokens, graph, credential, cloud, host }, name),
    teams: new TeamsClient(tokens, name, cloud, host),
    resolve: (domain, type) => host.resolve(domain, type),
    clock: host.clock,
    signal: host.signal,
    inTenant: (other) => connectIn(other, setup, host),
  }
}
