import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import type { Person } from '../authentication/person.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage, type PageQuery } from '../http/pages.js'
import { Membership } from '../members/membership.entity.js'
import type { NewOrganization, OrganizationChange, OrganizationView } from './organization.dto.js'
import { Organization } from './organization.entity.js'

/** Organizations: makes, shows and changes them. */
@Injectable()
export class Organizations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Makes an organization; who makes it owns it. */
  create(person: Person, wanted: NewOrganization): Promise<OrganizationView> {
    const id = randomUUID()
    return this.database.inOrganization(id, async (tx) => {
      const organization = await this.insert(tx, id, wanted)
      await tx.insert(Membership, { organizationId: id, userId: person.id, role: 'owner' })
      await this.recordCreated(tx, person, organization)
      return toView(organization)
    })
  }

  /** Adds the row, in a transaction that works in this organization and records why. */
  async insert(tx: EntityManager, id: string, wanted: NewOrganization): Promise<Organization> {
    await tx.insert(Organization, { id, ...wanted })
    return tx.findOneByOrFail(Organization, { id })
  }

  recordCreated(tx: EntityManager, actor: Actor, { id, name, kind }: Organization): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action: 'organization.created',
      subject: { kind: 'organization', id, name },
      summary: `${actor.name} created the organization ${name}.`,
      details: { kind },
    })
  }

  /** The organizations an actor belongs to, by name. A key belongs to one. */
  page(actor: Actor, { limit, cursor }: z.output<typeof PageQuery>) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.string(), z.uuid()]))
    const { organizationId } = actor
    const read = (tx: EntityManager) => {
      const query = tx
        .createQueryBuilder(Organization, 'organization')
        .orderBy({ name: 'ASC', id: 'ASC' })
        .limit(limit + 1)
      if (after) query.where('(name, id) > (:name, :id)', { name: after[0], id: after[1] })
      return query.getMany()
    }
    return (
      organizationId === undefined
        ? this.database.asUser(actor.id, read)
        : this.database.inOrganization(organizationId, read)
    ).then((rows) => {
      const { items, nextCursor } = toPage(rows, limit, ({ name, id }) => [name, id])
      return { items: items.map(toView), nextCursor }
    })
  }

  get(organizationId: string): Promise<OrganizationView> {
    return this.database.inOrganization(organizationId, async (tx) => toView(await find(tx, organizationId)))
  }

  change(actor: Actor, organizationId: string, change: OrganizationChange): Promise<OrganizationView> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const before = await find(tx, organizationId, true)
      const after = { name: change.name ?? before.name, kind: change.kind ?? before.kind }
      const sentences = [
        after.name !== before.name && `${actor.name} renamed the organization ${before.name} to ${after.name}.`,
        after.kind !== before.kind && `${actor.name} made ${after.name} ${kindInWords[after.kind]}.`,
      ].filter((sentence) => sentence !== false)
      if (sentences.length > 0) {
        await tx.update(Organization, { id: organizationId }, after)
        await this.audit.record(tx, {
          actor,
          action: 'organization.changed',
          subject: { kind: 'organization', id: organizationId, name: after.name },
          summary: sentences.join(' '),
          details: { before: { name: before.name, kind: before.kind }, after },
        })
      }
      return toView(Object.assign(before, after))
    })
  }
}

const kindInWords = { company: 'a company', msp: 'a managed service provider' }

async function find(tx: EntityManager, id: string, forChange = false): Promise<Organization> {
  const organization = await tx.findOne(Organization, {
    where: { id },
    ...(forChange && { lock: { mode: 'pessimistic_write' as const } }),
  })
  if (!organization) throw notFound({ what: 'organization' })
  return organization
}

function toView({ id, name, kind, createdAt }: Organization): OrganizationView {
  return { id, name, kind, createdAt: createdAt.toISOString() }
}
