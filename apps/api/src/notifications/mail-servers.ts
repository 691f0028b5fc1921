import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { AppError, type ProblemFacts, problemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit, SYSTEM } from '../audit/audit.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { ValidationError } from '../http/problem.js'
import { Redactor } from '../observability/redactor.js'
import { PLATFORM, type Platform } from '../platform.module.js'
import type { Binding, SealedSecret } from '../vault/sealed-secret.js'
import { Vault } from '../vault/vault.js'
import type { MailServerInput, MailServerView } from './mail-server.dto.js'
import type { Encryption, MailServer } from './mail-session.js'
import { mailServerMissing } from './mail.errors.js'
import { operatorMailServer } from './operator-mail-server.js'

type Who = Pick<Actor, 'kind' | 'id' | 'name'>

interface MailServerRow {
  id: string
  organization_id: string
  host: string
  port: number
  encryption: Encryption
  username: string | null
  sender_name: string
  sender_address: string
  password_set_at: Date | null
  checked_at: Date | null
  problem: ProblemFacts | null
}

/** The mail servers of organizations, each with its sealed password, and the operator's for those that have none. */
@Injectable()
export class MailServers {
  private readonly operators: MailServer | undefined

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly redactor: Redactor,
  ) {
    this.operators = operatorMailServer(config)
    if (this.operators?.password) redactor.register(this.operators.password)
  }

  view(organizationId: string): Promise<z.output<typeof MailServerView>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await ownRow(tx)
      const { operators } = this
      return {
        source: row ? 'organization' : operators ? 'operator' : 'none',
        own: row ? viewOf(row) : null,
        operatorSender: operators?.sender.address ?? null,
      }
    })
  }

  /** Stores an organization's own server. An empty password keeps the stored one, for the same server and user alone. */
  async save(organizationId: string, actor: Actor, input: MailServerInput): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const before = await ownRow(tx, { lock: true })
      const keeps = this.keepsPassword(before, input)
      if (!keeps) await tx.query('delete from mail_secrets')
      const [row] = await tx.query<[MailServerRow]>(
        `insert into mail_servers (id, organization_id, host, port, encryption, username, sender_name, sender_address, password_set_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (organization_id) do update set host = excluded.host, port = excluded.port,
           encryption = excluded.encryption, username = excluded.username, sender_name = excluded.sender_name,
           sender_address = excluded.sender_address, password_set_at = excluded.password_set_at, changed_at = now(),
           checked_at = null, problem = null
         returning *`,
        [
          before?.id ?? randomUUID(),
          organizationId,
          input.host,
          input.port,
          input.encryption,
          input.username,
          input.senderName,
          input.senderAddress,
          keeps ? before!.password_set_at : input.username === null ? null : new Date(),
        ],
      )
      if (!keeps && input.username !== null) await this.seal(tx, row, input.password ?? '')
      await this.audit.record(tx, {
        actor,
        action: 'mailServer.changed',
        subject: { kind: 'mailServer', id: row.id, name: row.host },
        summary: `${actor.name} set ${row.host}:${row.port} as the mail server${keeps ? '' : input.username === null ? '' : ' with a new password'}.`,
        details: { before: before ? factsOf(before) : null, after: factsOf(row) },
      })
    })
  }

  async remove(organizationId: string, actor: Actor): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const row = await ownRow(tx, { lock: true })
      if (!row) return
      await tx.query('delete from mail_servers where id = $1', [row.id])
      await this.audit.record(tx, {
        actor,
        action: 'mailServer.removed',
        subject: { kind: 'mailServer', id: row.id, name: row.host },
        summary: `${actor.name} removed the mail server ${row.host} and its password.`,
        details: { before: factsOf(row) },
      })
    })
  }

  /** The server that sends for an organization, opened for one purpose. Throws `mail_server_missing`. */
  async inForce(organizationId: string, actor: Who, reason: string): Promise<MailServer> {
    const own = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await ownRow(tx)
      return row && this.asServer(row, await this.password(tx, row, actor, reason))
    })
    const server = own ?? this.operators
    if (!server) throw mailServerMissing({})
    return server
  }

  /** What was entered, with the stored password where none was. */
  async completed(organizationId: string, actor: Who, input: MailServerInput): Promise<MailServer> {
    const password = await this.database.inOrganization(organizationId, async (tx) => {
      const row = await ownRow(tx)
      return this.keepsPassword(row, input) ? this.password(tx, row!, actor, 'to test it') : input.password
    })
    return this.asServer(
      {
        host: input.host,
        port: input.port,
        encryption: input.encryption,
        username: input.username,
        sender_name: input.senderName,
        sender_address: input.senderAddress,
      },
      password,
    )
  }

  /** Remembers how the organization's own server did. */
  async remember(organizationId: string, error: AppError | undefined, at: Date): Promise<void> {
    const problem = error ? JSON.stringify(problemFacts(error)) : null
    await this.database.inOrganization(organizationId, (tx) =>
      tx.query('update mail_servers set checked_at = $1, problem = $2', [at, problem]),
    )
  }

  /** Whether the stored password goes on being used. Throws when a password is needed and was not entered. */
  private keepsPassword(before: MailServerRow | undefined, input: MailServerInput): boolean {
    if (input.username === null) return false
    if (input.encryption === 'none') {
      const message = 'must be TLS or STARTTLS with a sign-in: the password would travel in the open'
      throw new ValidationError([{ path: 'encryption', message }])
    }
    if (input.password) return false
    if (!before?.password_set_at) {
      throw new ValidationError([{ path: 'password', message: 'is needed for the sign-in' }])
    }
    const moved = (['host', 'port', 'encryption', 'username'] as const).filter((name) => before[name] !== input[name])
    if (moved.length > 0) {
      const message = `has to be entered again, since it was given for another ${moved[0]}`
      throw new ValidationError([{ path: 'password', message }])
    }
    return true
  }

  private asServer(
    row: Pick<MailServerRow, 'host' | 'port' | 'encryption' | 'username' | 'sender_name' | 'sender_address'>,
    password: string | undefined,
  ): MailServer {
    return {
      host: row.host,
      port: row.port,
      encryption: row.encryption,
      ...(row.username !== null && { username: row.username, password: password ?? '' }),
      sender: { name: row.sender_name, address: row.sender_address },
      trusted: this.config.smtpHostsAllowed.includes(`${row.host}:${row.port}`),
    }
  }

  private async seal(tx: EntityManager, row: MailServerRow, password: string): Promise<void> {
    const [secret] = await this.vault(row, SYSTEM).seal(tx, bindingOf(row), { password }, 'to store it')
    await tx.query(
      `insert into mail_secrets (organization_id, connection_id, field, version, sealed) values ($1, $2, 'password', $3, $4)`,
      [row.organization_id, row.id, secret!.version, secret!.sealed],
    )
  }

  private async password(
    tx: EntityManager,
    row: MailServerRow,
    actor: Who,
    reason: string,
  ): Promise<string | undefined> {
    const sealed = await tx.query<SealedSecret[]>(
      'select field, version, sealed from mail_secrets where connection_id = $1',
      [row.id],
    )
    if (sealed.length === 0) return undefined
    const opened = await this.vault(row, actor).open(tx, bindingOf(row), sealed, reason)
    return opened['password']
  }

  private vault(row: MailServerRow, actor: Who): Vault<EntityManager> {
    const record = (tx: EntityManager, reason: string, result: 'success' | 'failure') =>
      this.audit.record(tx, {
        actor,
        action: 'mailServer.secretUsed',
        subject: { kind: 'mailServer', id: row.id, name: row.host },
        result,
        summary:
          result === 'success'
            ? `${actor.name} used the password of the mail server ${row.host} ${reason}.`
            : `The password of the mail server ${row.host} did not open ${reason}.`,
        details: { reason },
      })
    return new Vault(this.platform.masterKeys, {
      onPlaintext: (value) => this.redactor.register(value),
      onUse: async (tx, { action, reason }) => {
        if (action === 'opened') await record(tx, reason, 'success')
      },
      onRefusal: ({ reason }) =>
        this.database.inOrganization(row.organization_id, (tx) => record(tx, reason, 'failure')),
    })
  }
}

/** The password goes only to the server, and for the user, that it was entered for. */
function bindingOf(row: MailServerRow): Binding {
  return {
    organizationId: row.organization_id,
    connectionId: row.id,
    provider: 'mail server',
    hosts: [`${row.host}:${row.port}`],
    settings: { encryption: row.encryption, username: row.username ?? '' },
    purpose: 'sign-in',
  }
}

async function ownRow(tx: EntityManager, { lock = false } = {}): Promise<MailServerRow | undefined> {
  const [row] = await tx.query<MailServerRow[]>(`select * from mail_servers${lock ? ' for update' : ''}`)
  return row
}

function factsOf({ host, port, encryption, username, sender_address: sender }: MailServerRow) {
  return { host, port, encryption, username, sender }
}

function viewOf(row: MailServerRow): NonNullable<z.output<typeof MailServerView>['own']> {
  return {
    host: row.host,
    port: row.port,
    encryption: row.encryption,
    username: row.username,
    passwordSetAt: row.password_set_at?.toISOString() ?? null,
    senderName: row.sender_name,
    senderAddress: row.sender_address,
    checkedAt: row.checked_at?.toISOString() ?? null,
    problem: row.problem,
  }
}
