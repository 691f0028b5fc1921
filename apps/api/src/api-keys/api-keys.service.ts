import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage, type PageQuery } from '../http/pages.js'
import { roleTooHigh } from '../members/members.errors.js'
import { mayGrant, roles } from '../roles/roles.js'
import type { ApiKeyView, CreatedApiKey, NewApiKey } from './api-key.dto.js'
import { ApiKey } from './api-key.entity.js'
import { hashKey, newKey, visiblePart } from './key-format.js'

/** The keys of an organization: makes, lists and revokes them. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Newest first. */
  page(organizationId: string, { limit, cursor }: z.output<typeof PageQuery>) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const query = tx
        .createQueryBuilder(ApiKey, 'key')
        .where('key.organization_id = :organizationId', { organizationId })
        .orderBy({ 'key.created_at': 'DESC', 'key.id': 'DESC' })
        .limit(limit + 1)
      if (after) query.andWhere('(key.created_at, key.id) < (:createdAt, :id)', { createdAt: after[0], id: after[1] })
      const page = toPage(await query.getMany(), limit, ({ createdAt, id }) => [createdAt.toISOString(), id])
      return { ...page, items: page.items.map(toView) }
    })
  }

  create(actor: Actor, organizationId: string, wanted: NewApiKey): Promise<CreatedApiKey> {
    const allowed = wanted.role ? roles[wanted.role].permissions : (wanted.scopes ?? [])
    if (!mayGrant(actor.permissions, allowed)) throw roleTooHigh({ what: 'This key' })
    const key = newKey()
    return this.database.inOrganization(organizationId, async (tx) => {
      const made = await this.insert(tx, actor, organizationId, wanted, key)
      return { ...toView(made), key }
    })
  }

  /** Adds a key with a given value, in a transaction that works in this organization. */
  async insert(
    tx: EntityManager,
    actor: Actor,
    organizationId: string,
    { name, role, scopes, expiresAt }: NewApiKey,
    key: string,
  ): Promise<ApiKey> {
    const id = randomUUID()
    await tx.insert(ApiKey, {
      id,
      organizationId,
      name,
      prefix: visiblePart(key),
      keyHash: hashKey(key),
      role: role ?? null,
      scopes: [...new Set(scopes)],
      createdBy: actor.name,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    })
    const made = await tx.findOneByOrFail(ApiKey, { id, organizationId })
    await this.audit.record(tx, {
      actor,
      action: 'apiKey.created',
      subject: { kind: 'apiKey', id, name },
      summary: `${actor.name} created the API key ${name}${role ? ` with the role ${role}` : ''}.`,
      details: { prefix: made.prefix, role: made.role, scopes: made.scopes, expiresAt: made.expiresAt },
    })
    return made
  }

  /** Removes a key: its next request is refused. */
  revoke(actor: Actor, organizationId: string, id: string): Promise<void> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const key = await tx.findOneBy(ApiKey, { id, organizationId })
      if (!key) throw notFound({ what: 'API key' })
      await tx.delete(ApiKey, { id, organizationId })
      await this.audit.record(tx, {
        actor,
        action: 'apiKey.revoked',
        subject: { kind: 'apiKey', id, name: key.name },
        summary: `${actor.name} revoked the API key ${key.name}.`,
        details: { prefix: key.prefix },
      })
    })
  }
}

/** What a key may do right now. */
export function permissionsOf({ role, scopes }: Pick<ApiKey, 'role' | 'scopes'>) {
  return role === null ? scopes : roles[role].permissions
}

function toView(key: ApiKey): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    role: key.role,
    scopes: [...permissionsOf(key)],
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  }
}
