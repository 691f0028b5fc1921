import type { AuditActor } from '../world/audits.js'
import { guid } from '../world/ids.js'
import type { Tenant } from '../world/model.js'
import { hasCipp, type World } from '../world/world.js'
import { CippLog } from './log.js'
import { Queues } from './queues.js'
import { type CustomRole, customRoles } from './roles.js'
import { Standings } from './standings.js'
import { Templates } from './templates.js'

/** The installation of CIPP that a partner runs. */
export interface CippInstance {
  partner: Tenant
  /** Where the API is. */
  apiHost: string
  /** Where technicians go. */
  portalHost: string
  /** CIPP's own application, with which it acts in customers' tenants. */
  appId: string
  /** The partner's account that CIPP acts as. */
  account: AuditActor & { user: { userPrincipalName: string } }
  customRoles: ReadonlyMap<string, CustomRole>
  standings: Standings
  templates: Templates
  queues: Queues
  log: CippLog
  /** Names of groups made lately, and when: AddGroup does not make one twice. */
  groupsMade: Map<string, number>
  /** Names that are replaced in what is sent on, between percent signs. */
  variables: Map<string, string>
  /** Work waits for the next quarter of an hour, as with offloaded functions. */
  offloading: boolean
  /** What every call to the partner's own tenant fails with: the refresh token has run out, say. */
  broken: string | undefined
}

const instances = new WeakMap<World, CippInstance[]>()

export function cippInstances(world: World): CippInstance[] {
  let found = instances.get(world)
  if (!found) {
    found = world.tenants.filter(hasCipp).map(instance)
    instances.set(world, found)
  }
  return found
}

function instance(partner: Tenant): CippInstance {
  const name = (partner.domains.find(({ isInitial }) => isInitial)?.name ?? partner.id).split('.')[0] ?? ''
  const domain = partner.domains.find(({ isDefault }) => isDefault)?.name ?? ''
  return {
    partner,
    apiHost: `cipp-${name}.azurewebsites.net`,
    portalHost: `cipp-${name}.azurestaticapps.net`,
    appId: guid(partner.id, 'cipp', 'application'),
    account: {
      user: {
        id: guid(partner.id, 'cipp', 'account'),
        displayName: 'CIPP service account',
        userPrincipalName: `cipp@${domain}`,
      },
    },
    customRoles: customRoles(partner),
    standings: new Standings(),
    templates: new Templates(),
    queues: new Queues(partner.id),
    log: new CippLog(),
    groupsMade: new Map(),
    variables: new Map([['partnertenantid', partner.id]]),
    offloading: false,
    broken: undefined,
  }
}
