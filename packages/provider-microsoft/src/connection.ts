import type { ConnectionSetup, Host } from '@tenantry/core'
import { type Cloud, type CloudId, clouds } from './clouds.js'
import type { AppConfig } from './config.js'
import type { Credential } from './credentials.js'
import { GraphClient } from './graph-client.js'
import { TokenClient } from './token-client.js'

/** A connected app: what the probes and readers of this plugin work with. */
export interface MicrosoftConnection {
  config: AppConfig
  credential: Credential
  sets: readonly string[]
  tokens: TokenClient
  graph: GraphClient
  clock: Host['clock']
}

/** The cloud a configuration names. */
export function cloudOf(config: Readonly<Record<string, unknown>>): Cloud {
  return clouds[config.cloud as CloudId]
}

/** Makes the clients of one app in one tenant; nothing is sent yet. */
export function connect(setup: ConnectionSetup, host: Host): MicrosoftConnection {
  const config = setup.config as AppConfig
  const credential = setup.credential as Credential
  const cloud = cloudOf(setup.config)
  const tokens = new TokenClient(config, credential, cloud, host, setup.kind === 'partnerApp')
  const graph = new GraphClient(tokens, config.tenantId, cloud, host)
  return { config, credential, sets: setup.sets, tokens, graph, clock: host.clock }
}
