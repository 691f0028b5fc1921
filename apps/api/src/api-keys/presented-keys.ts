import { Injectable } from '@nestjs/common'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { permissionsOf } from './api-keys.service.js'
import { ApiKey } from './api-key.entity.js'
import { hashKey, isWellFormed } from './key-format.js'

/** How exactly it is kept when a key was last used: at most one write in this time. */
const USED_EVERY_MS = 60_000

/** Tells which key a request carries. */
@Injectable()
export class PresentedKeys {
  /** The bootstrap key of this installation may have any form. */
  private exempt: string | undefined

  constructor(private readonly database: Database) {}

  /** Lets the key with this hash pass without a checksum. */
  accept(keyHash: string): void {
    this.exempt = keyHash
  }

  /** The key's actor; undefined when it is misspelt (known without asking the database), unknown, revoked or expired. */
  async find(key: string): Promise<Actor | undefined> {
    const apiKeyHash = hashKey(key)
    if (!isWellFormed(key) && apiKeyHash !== this.exempt) return undefined
    return this.database.withPresented({ apiKeyHash }, async (tx) => {
      const found = await tx.findOneBy(ApiKey, { keyHash: apiKeyHash })
      const now = new Date()
      if (!found || (found.expiresAt && found.expiresAt <= now)) return undefined
      if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > USED_EVERY_MS) {
        await this.database.enter(tx, found.organizationId)
        await tx.update(ApiKey, { id: found.id }, { lastUsedAt: now })
      }
      return {
        kind: 'apiKey',
        id: found.id,
        name: found.name,
        organizationId: found.organizationId,
        ...(found.role !== null && { role: found.role }),
        permissions: permissionsOf(found),
      }
    })
  }
}
