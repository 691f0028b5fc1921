import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import type { Client } from '../authentication/client.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import { Membership } from '../members/membership.entity.js'
import { Organization } from '../organizations/organization.entity.js'
import { Organizations } from '../organizations/organizations.service.js'
import { Sessions, type StartedSession } from '../sessions/sessions.service.js'
import { hashToken, newToken } from '../sessions/token.js'
import { newAccount, type NewAccount } from '../users/new-account.js'
import { User } from '../users/user.entity.js'
import { VERSION } from '../config/version.js'
import { hasUsers, lockInstallation } from './installation.js'
import type { FirstOwner, SetupView } from './setup.dto.js'
import { alreadySetUp, setupLinkInvalid } from './setup.errors.js'

const VALID_HOURS = 24

/** The first run: a link that only who starts the server sees lets one person become the owner. */
@Injectable()
export class Setup {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async view(): Promise<SetupView> {
    return {
      needsOwner: !(await this.database.outside(hasUsers)),
      tokenRequired: true,
      simulator: { available: (this.config.simulatorUrl ?? this.config.simulatorCommand) !== undefined },
      version: VERSION,
    }
  }

  /**
   * A fresh link to become the first owner, for the start-up message; undefined once somebody can sign in. `address` is where
   * the server listens, used unless `PUBLIC_URL` is set. Links of other processes stay valid for their 24 hours.
   */
  async firstRunLink(address: string): Promise<string | undefined> {
    const token = newToken()
    const made = await this.database.outside(async (tx) => {
      await lockInstallation(tx)
      await tx.query('delete from setup_links where expires_at < now()')
      if (await hasUsers(tx)) return false
      await tx.query(
        'insert into setup_links (token_hash, expires_at) values ($1, now() + make_interval(hours => $2))',
        [hashToken(token), VALID_HOURS],
      )
      return true
    })
    return made ? `${this.config.publicUrl ?? address}/setup?token=${token}` : undefined
  }

  /** Makes the first owner and signs them in. The link is checked before the password is hashed, and again when it is used up. */
  async claim(wanted: FirstOwner, client: Client): Promise<StartedSession> {
    const tokenHash = hashToken(wanted.token)
    await this.database.outside((tx) => requireLink(tx, tokenHash))
    const owner = await newAccount(wanted)
    return this.database.withPresented(this.sessions.presented(owner.id, client), async (tx) => {
      const { bootstrapOrganizationId } = await lockInstallation(tx)
      await requireLink(tx, tokenHash)
      await tx.query('delete from setup_links')
      await tx.insert(User, owner)
      const organizationId = bootstrapOrganizationId ?? randomUUID()
      await this.database.enter(tx, organizationId)
      await this.furnish(tx, organizationId, wanted, bootstrapOrganizationId !== null)
      await tx.insert(Membership, { organizationId, userId: owner.id, role: 'owner' })
      const started = await this.sessions.insert(tx, owner.id, client)
      await this.record(tx, owner, organizationId, wanted)
      return started
    })
  }

  /** The organization that the bootstrap key works in becomes the owner's: scripts and people then see the same. */
  private async furnish(tx: EntityManager, id: string, wanted: FirstOwner, exists: boolean): Promise<void> {
    const facts = { name: wanted.organizationName, kind: wanted.organizationKind }
    if (exists) await tx.update(Organization, { id }, facts)
    else await this.organizations.insert(tx, id, facts)
  }

  private record(tx: EntityManager, owner: NewAccount, organizationId: string, wanted: FirstOwner): Promise<void> {
    return this.audit.record(tx, {
      actor: { kind: 'user', id: owner.id, name: owner.name },
      action: 'installation.claimed',
      subject: { kind: 'organization', id: organizationId, name: wanted.organizationName },
      summary: `${owner.name} became the first owner, with the organization ${wanted.organizationName}.`,
      details: { email: owner.email, organizationKind: wanted.organizationKind },
    })
  }
}

async function requireLink(tx: EntityManager, tokenHash: string): Promise<void> {
  if (await hasUsers(tx)) throw alreadySetUp({})
  const links = await tx.query<unknown[]>('select 1 from setup_links where token_hash = $1 and expires_at > now()', [
    tokenHash,
  ])
  if (links.length === 0) throw setupLinkInvalid({})
}
