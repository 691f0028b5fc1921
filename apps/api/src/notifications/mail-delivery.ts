import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import { AppError } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { SYSTEM } from '../audit/audit.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { defineJob } from '../jobs/define-job.js'
import { Jobs } from '../jobs/jobs.js'
import { Ticks } from '../jobs/ticks.js'
import { Workers } from '../jobs/workers.js'
import { Redactor } from '../observability/redactor.js'
import { MailServers } from './mail-servers.js'
import { MailSession } from './mail-session.js'
import { mailNobody, mailServerTrouble } from './mail.errors.js'
import { type ClaimedMessage, Outbox } from './outbox.js'
import type { RuleRow } from './rule-rows.js'

const TICK_SECONDS = 5

/** Sends what is due in an organization. */
export const deliver = defineJob({ name: 'notices.deliver', payload: z.object({}), deadlineSeconds: 300 })

/** Sends notices by e-mail. */
@Injectable()
export class MailDelivery implements OnModuleInit {
  private readonly logger = new Logger('Notices')

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
    private readonly outbox: Outbox,
    private readonly servers: MailServers,
    private readonly redactor: Redactor,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.workers.handle(deliver, {
      belongs: () => Promise.resolve(true),
      run: (_payload, { organizationId, signal }) => this.deliver(organizationId, signal),
    })
    this.ticks.register({
      name: 'notices.due',
      everySeconds: TICK_SECONDS,
      tick: async () => {
        for (const organizationId of await this.outbox.organizations(new Date())) {
          await this.jobs.enqueue(deliver, organizationId, {}, { dedupeKey: 'all' })
        }
      },
    })
  }

  private async deliver(organizationId: string, signal: AbortSignal): Promise<void> {
    await this.outbox.gather(organizationId, new Date())
    while (!signal.aborted) {
      const message = await this.outbox.claim(organizationId, new Date())
      if (!message) return
      await this.send(organizationId, message)
      this.events.publish(organizationId, 'notification-message.changed', { id: message.id })
    }
  }

  private async send(organizationId: string, message: ClaimedMessage): Promise<void> {
    const written = await this.write(organizationId, message)
    try {
      if (written.to.length === 0) throw mailNobody({})
      const server = await this.servers.inForce(organizationId, SYSTEM, 'to send notices')
      const { compose } = await import('./mail-message.js')
      const bytes = await compose({
        ...written,
        id: message.id,
        from: server.sender,
        date: message.createdAt,
      })
      const session = await MailSession.open(server)
      try {
        const { refused } = await session.send({ from: server.sender.address, to: written.to }, bytes, () =>
          this.outbox.handingOver(organizationId, message, written.subject, written.to),
        )
        await this.outbox.sent(organizationId, message, refused, new Date())
      } finally {
        session.close()
      }
      await this.servers.remember(organizationId, undefined, new Date())
    } catch (thrown) {
      const error = this.asError(thrown)
      await this.outbox.failed(organizationId, message, error, written.subject, new Date())
      if (error.code !== mailNobody.kind.code) await this.servers.remember(organizationId, error, new Date())
    }
  }

  /** The words of a message, with anything that looks like a secret taken out of them. */
  private async write(organizationId: string, { rule, notices, createdAt }: ClaimedMessage) {
    const { subjectOf, textOf, htmlOf } = await import('./mail-message.js')
    const { name, to } = await this.database.inOrganization(organizationId, async (tx) => ({
      name: await organizationName(tx, organizationId),
      to: await recipientsOf(tx, rule),
    }))
    const frame = {
      organizationId,
      organizationName: name,
      ruleName: rule.name,
      timeZone: rule.time_zone,
      digest: rule.timing.kind === 'daily',
      consoleUrl: this.config.publicUrl ?? `http://${this.config.host}:${this.config.port}`,
      sentAt: createdAt,
    }
    const clean = (text: string) => this.redactor.clean(text)
    return {
      to,
      subject: clean(subjectOf(notices, frame)),
      text: clean(textOf(notices, frame)),
      html: clean(htmlOf(notices, frame)),
    }
  }

  private asError(error: unknown): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, 'A message was not sent, for a reason that nobody foresaw')
    return mailServerTrouble({ answer: 'nothing that could be understood' })
  }
}

async function organizationName(tx: EntityManager, id: string): Promise<string> {
  const [row] = await tx.query<[{ name: string }]>('select name from organizations where id = $1', [id])
  return row.name
}

/** Addresses of a rule and of whoever has its roles by now, each once. */
async function recipientsOf(tx: EntityManager, rule: RuleRow): Promise<string[]> {
  const members = await tx.query<{ email: string }[]>(
    `select u.email from memberships m join users u on u.id = m.user_id
     where m.organization_id = $1 and m.role = any($2) order by u.email`,
    [rule.organization_id, rule.roles],
  )
  const all = [...rule.addresses, ...members.map(({ email }) => email)]
  return [...new Map(all.map((address) => [address.toLowerCase(), address])).values()]
}
