import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { ConnectionClients } from './connection-clients.js'
import { connectionRow } from './connection-rows.js'
import { ConnectionSecrets } from './connection-secrets.js'
import type { ConnectionRow } from './connection.entity.js'
import { rotationStep } from './connections.errors.js'
import { ConnectionsService } from './connections.service.js'
import type { Rotation } from './rotations.dto.js'

type Step = 'create' | 'update' | 'deleteOld'

interface RotationRow {
  step: Step
  started_at: Date
  old_hint: string | null
  new_hint: string | null
  old_still_valid: boolean | null
  old_checked_at: Date | null
}

/** Guided renewal of a secret: a new one is made and tested while the old one works, and only then is the old one removed. */
@Injectable()
export class Rotations {
  constructor(
    private readonly database: Database,
    private readonly secrets: ConnectionSecrets,
    private readonly clients: ConnectionClients,
    private readonly connections: ConnectionsService,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  get(organizationId: string, connectionId: string): Promise<z.output<typeof Rotation>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await connectionRow(tx, connectionId)
      return viewOf(await rotationRow(tx, connectionId))
    })
  }

  async act(
    organizationId: string,
    actor: Actor,
    connectionId: string,
    action: 'start' | 'created' | 'checkOld' | 'finish' | 'cancel',
  ): Promise<z.output<typeof Rotation>> {
    const oldStillValid =
      action === 'checkOld' ? await this.isOldAccepted(organizationId, actor, connectionId) : undefined
    const rotation = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, connectionId, { lock: true })
      const current = await rotationRow(tx, connectionId)
      await this.apply(tx, row, current?.step, action, oldStillValid)
      await this.audit.record(tx, {
        actor,
        action: `connection.rotation.${action}`,
        subject: { kind: 'connection', id: row.id, name: row.name },
        connectionId,
        summary: sentence(actor.name, row.name, action, oldStillValid),
      })
      return viewOf(await rotationRow(tx, connectionId))
    })
    this.events.publish(organizationId, 'connection.changed', { id: connectionId })
    return rotation
  }

  /** A new secret is in force; the old one waits to be deleted at the provider. */
  async replaced(tx: EntityManager, row: ConnectionRow, oldHint: string | null, newHint: string | null): Promise<void> {
    await tx.query(
      `insert into secret_rotations (organization_id, connection_id, step, started_at, old_hint, new_hint)
       values ($1, $2, 'deleteOld', now(), $3, $4)
       on conflict (connection_id) do update
       set step = 'deleteOld', old_hint = excluded.old_hint, new_hint = excluded.new_hint, old_still_valid = null, old_checked_at = null`,
      [row.organizationId, row.id, oldHint, newHint],
    )
  }

  async drop(tx: EntityManager, connectionId: string): Promise<void> {
    await tx.query('delete from secret_rotations where connection_id = $1', [connectionId])
  }

  private async apply(
    tx: EntityManager,
    row: ConnectionRow,
    step: Step | undefined,
    action: string,
    oldStillValid: boolean | undefined,
  ): Promise<void> {
    const allowed: Record<string, Step | undefined> = {
      start: undefined,
      created: 'create',
      checkOld: 'deleteOld',
      finish: 'deleteOld',
    }
    if (action !== 'cancel' && allowed[action] !== step) throw rotationStep({ step: step ?? 'none' })
    if (action === 'cancel' && (step === undefined || step === 'deleteOld'))
      throw rotationStep({ step: step ?? 'none' })
    switch (action) {
      case 'start':
        await tx.query(
          `insert into secret_rotations (organization_id, connection_id, step, started_at, old_hint) values ($1, $2, 'create', now(), $3)`,
          [row.organizationId, row.id, row.credential.hint],
        )
        return
      case 'created':
        await tx.query(`update secret_rotations set step = 'update' where connection_id = $1`, [row.id])
        return
      case 'checkOld':
        await tx.query(
          'update secret_rotations set old_still_valid = $2, old_checked_at = now() where connection_id = $1',
          [row.id, oldStillValid],
        )
        return
      default:
        await this.drop(tx, row.id)
        await this.secrets.forgetPrevious(tx, row.id)
    }
  }

  /** Signs in with the old secret. Only a refusal of the credential itself means that it is gone. */
  private async isOldAccepted(organizationId: string, actor: Actor, connectionId: string): Promise<boolean> {
    const row = await this.connections.inUse(organizationId, connectionId)
    return this.clients.withPrevious(row, actor, async ({ plugin, client }) => {
      try {
        await plugin.authenticate(client)
        return true
      } catch (error) {
        if (isRefusal(error)) return false
        throw error
      }
    })
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'health' in error && error.health === 'authenticationError'
}

async function rotationRow(tx: EntityManager, connectionId: string): Promise<RotationRow | undefined> {
  const rows: RotationRow[] = await tx.query('select * from secret_rotations where connection_id = $1', [connectionId])
  return rows[0]
}

function viewOf(row: RotationRow | undefined): z.output<typeof Rotation> {
  return {
    step: row?.step ?? 'none',
    startedAt: row?.started_at.toISOString() ?? null,
    oldHint: row?.old_hint ?? null,
    newHint: row?.new_hint ?? null,
    oldStillValid: row?.old_still_valid ?? null,
    oldCheckedAt: row?.old_checked_at?.toISOString() ?? null,
  }
}

function sentence(who: string, name: string, action: string, oldStillValid: boolean | undefined): string {
  const what: Record<string, string> = {
    start: `began renewing the secret of “${name}”`,
    created: `made a new secret for “${name}” at the provider`,
    checkOld: `checked the old secret of “${name}”: the provider ${oldStillValid ? 'still accepts it' : 'no longer accepts it'}`,
    finish: `finished renewing the secret of “${name}”; the old one is forgotten here`,
    cancel: `stopped renewing the secret of “${name}”`,
  }
  return `${who} ${what[action] ?? action}.`
}
