import { randomUUID } from 'node:crypto'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { SYSTEM } from '../audit/audit.js'
import { ApiKeys } from '../api-keys/api-keys.service.js'
import { hashKey } from '../api-keys/key-format.js'
import { PresentedKeys } from '../api-keys/presented-keys.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { Organizations } from '../organizations/organizations.service.js'
import { hasUsers, lockInstallation } from './installation.js'

const BOOTSTRAP: Actor = { ...SYSTEM, permissions: [] }

/** On the very first start, makes an organization and an owner key with the value that `BOOTSTRAP_API_KEY` has. */
@Injectable()
export class BootstrapKey implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
    private readonly keys: ApiKeys,
    private readonly presented: PresentedKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    const hash = await this.apply()
    if (hash !== null) this.presented.accept(hash)
  }

  /** Of processes that start together, one makes it; all learn its hash. */
  private apply(): Promise<string | null> {
    const id = randomUUID()
    return this.database.inOrganization(id, async (tx) => {
      const installation = await lockInstallation(tx)
      const key = this.config.bootstrapApiKey
      if (key === undefined || installation.bootstrappedAt !== null || (await hasUsers(tx))) {
        return installation.bootstrapKeyHash
      }
      await tx.query(
        'update first_run set bootstrapped_at = now(), bootstrap_organization_id = $1, bootstrap_key_hash = $2',
        [id, hashKey(key)],
      )
      const organization = await this.organizations.insert(tx, id, { name: 'Default', kind: 'msp' })
      await this.organizations.recordCreated(tx, BOOTSTRAP, organization)
      await this.keys.insert(tx, BOOTSTRAP, id, { name: 'Bootstrap key', role: 'owner' }, key)
      return hashKey(key)
    })
  }
}
