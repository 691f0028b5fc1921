import type { Endpoint } from '../call.js'
import { deployEndpoints } from './deploy.js'
import { logbookEndpoints } from './logbook.js'
import { systemEndpoints } from './system.js'
import { templateEndpoints } from './templates.js'
import { tenantEndpoints } from './tenants.js'

/** Every function of CIPP that is served, by its exact name. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  ...systemEndpoints,
  ...tenantEndpoints,
  ...templateEndpoints,
  ...deployEndpoints,
  ...logbookEndpoints,
}
