import type { Cloud } from './clouds.js'
import type { CommandService } from './exchange-client.js'
import { MANAGE_AS_APP, MANAGE_COMPLIANCE } from './permissions/service-sets.js'
import { rolesOfCompliance, rolesOfExchange } from './tenants/directory-roles.js'

/** The least role that lets an app read settings of all services, and change none. */
export const READER = 'Global Reader'

/** Services that run commands, for work on mailboxes and for reading settings. */
export function commandServices(cloud: Cloud) {
  const exchange = { name: 'Exchange', host: cloud.exchange, permission: MANAGE_AS_APP, honours: rolesOfExchange }
  const compliance = {
    name: 'Purview',
    host: cloud.compliance,
    permission: MANAGE_COMPLIANCE,
    honours: rolesOfCompliance,
  }
  return {
    mailboxes: { ...exchange, role: 'Exchange Administrator' },
    exchange: { ...exchange, role: READER },
    compliance: { ...compliance, role: READER },
  } satisfies Record<string, CommandService>
}
