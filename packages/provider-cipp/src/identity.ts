import { type Identity, requestRefused, type TenantFacts } from '@tenantry/core'
import { z } from 'zod'
import type { CippCall } from './cipp-client.js'
import type { CippConnection } from './connection.js'
import { functionUnknown, roleTooWeak } from './errors.js'
import { ownRoles, SETTINGS, TEMPLATES } from './permissions.js'

const me = z.looseObject({ permissions: z.array(z.string()) })

const ME: CippCall = { name: 'me', purpose: 'Ask CIPP what this client may do' }

/** Harmless reads that need the right to change: templates and exclusions are shown to those alone who may. */
const EDITORS_READ: CippCall = {
  name: 'ExecAppPermissionTemplate',
  permission: TEMPLATES,
  purpose: 'See whether this client may change what CIPP keeps',
}
const ADMINS_READ: CippCall = {
  name: 'ExecExcludeTenant',
  query: { List: 'true' },
  permission: SETTINGS,
  purpose: 'See whether this client may change CIPP’s settings',
}

/** Signs in anew and finds out what the role of the client allows. */
export async function authenticate(connection: CippConnection): Promise<Identity> {
  const { tenantId } = connection.config
  return { tenantId, permissions: (await told(connection)) ?? (await tried(connection)) }
}

/** What CIPP says: of clients with a role that somebody made it can, of those with one of its own it fails to. */
async function told({ client }: CippConnection): Promise<string[] | undefined> {
  try {
    const answer = await client.call(ME, { fresh: true })
    return me.safeParse(answer).data?.permissions
  } catch (error) {
    if (requestRefused.is(error) || functionUnknown.is(error)) return undefined
    throw error
  }
}

async function tried({ client, tenants }: CippConnection): Promise<string[]> {
  await tenants.all({ fresh: true })
  const allows = async (call: CippCall) => {
    try {
      await client.call(call)
      return true
    } catch (error) {
      if (roleTooWeak.is(error)) return false
      throw error
    }
  }
  if (!(await allows(EDITORS_READ))) return [...ownRoles.readonly]
  return [...((await allows(ADMINS_READ)) ? ownRoles.admin : ownRoles.editor)]
}

/** CIPP calls its partner tenant by no name, so that its domain stands for it. */
export async function describeTenant({ client, tenants, config }: CippConnection): Promise<TenantFacts> {
  const { tenantId } = config
  const domain = (await tenants.last()).get(tenantId.toLowerCase())?.domain
  return domain ? { tenantId, name: domain, defaultDomain: domain } : { tenantId, name: client.hostName }
}
