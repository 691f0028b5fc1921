import type { Endpoint } from '../call.js'
import { deployEndpoints } from './deploy.js'
import { exchangeRequestEndpoints } from './exchange-request.js'
import { graphRequestEndpoints } from './graph-request.js'
import { groupEndpoints } from './groups.js'
import { healthEndpoints } from './health.js'
import { logbookEndpoints } from './logbook.js'
import { mailboxPermissionEndpoints } from './mailbox-permissions.js'
import { mailboxEndpoints } from './mailboxes.js'
import { postureEndpoints } from './posture.js'
import { standardEndpoints } from './standards.js'
import { systemEndpoints } from './system.js'
import { templateEndpoints } from './templates.js'
import { tenantEndpoints } from './tenants.js'

/** Every function of CIPP that is served, by its exact name. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  ...systemEndpoints,
  ...tenantEndpoints,
  ...healthEndpoints,
  ...templateEndpoints,
  ...deployEndpoints,
  ...logbookEndpoints,
  ...exchangeRequestEndpoints,
  ...groupEndpoints,
  ...mailboxEndpoints,
  ...mailboxPermissionEndpoints,
  ...graphRequestEndpoints,
  ...standardEndpoints,
  ...postureEndpoints,
}
