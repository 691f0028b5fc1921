import { Inject, Injectable } from '@nestjs/common'
import { PresentedKeys } from '../api-keys/presented-keys.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import { Authenticator, type Actor, type Credentials } from '../http/authentication.js'
import { Membership } from '../members/membership.entity.js'
import { roles, rolesWith } from '../roles/roles.js'
import { SEEN_EVERY_SECONDS } from '../sessions/lifetime.js'
import { readSessionCookie } from '../sessions/session-cookie.js'
import { Sessions } from '../sessions/sessions.service.js'

/** People by their session, programs by their key. What is allowed is read anew for each request. */
@Injectable()
export class Identity extends Authenticator {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly keys: PresentedKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super()
  }

  async identify({ bearer, cookie }: Credentials): Promise<Actor | undefined> {
    if (bearer !== undefined) return this.keys.find(bearer)
    const token = cookie === undefined ? undefined : readSessionCookie(this.config, cookie)
    return token ? this.sessions.find(token) : undefined
  }

  async enter(actor: Actor, organizationId: string): Promise<Actor | undefined> {
    if (actor.kind === 'apiKey') return actor.organizationId === organizationId.toLowerCase() ? actor : undefined
    if (actor.kind !== 'user') return undefined
    const role = await this.database.inOrganization(organizationId, async (tx) => {
      const membership = await tx.findOneBy(Membership, { organizationId, userId: actor.id })
      const now = new Date()
      if (membership && now.getTime() - (membership.lastSeenAt?.getTime() ?? 0) > SEEN_EVERY_SECONDS * 1000) {
        await tx.update(Membership, { organizationId, userId: actor.id }, { lastSeenAt: now })
      }
      return membership?.role
    })
    return role && { ...actor, organizationId, role, permissions: roles[role].permissions }
  }

  rolesWith(permission: string): readonly string[] {
    return rolesWith(permission)
  }
}
