import { randomUUID } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { AppError, problemFacts } from '@tenantry/core'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { ValidationError } from '../http/problem.js'
import { User } from '../users/user.entity.js'
import type { MailTest, MailTestRequest } from './mail-server.dto.js'
import { MailServers } from './mail-servers.js'
import { MailSession, type MailServer, type MailStep } from './mail-session.js'
import { mailServerTrouble } from './mail.errors.js'

const STEPS: readonly MailStep[] = ['connect', 'signIn', 'send']

/** Tries a mail server for real, down to a message that someone gets. */
@Injectable()
export class MailTests {
  private readonly logger = new Logger('Notices')

  constructor(
    private readonly database: Database,
    private readonly servers: MailServers,
    private readonly audit: Audit,
  ) {}

  async run(
    organizationId: string,
    actor: Actor,
    { server: input, to }: MailTestRequest,
  ): Promise<z.output<typeof MailTest>> {
    const recipient = to ?? (await this.ownAddress(actor))
    const server = input
      ? await this.servers.completed(organizationId, actor, input)
      : await this.servers.inForce(organizationId, actor, 'to test it')
    const passed: MailStep[] = []
    const error = await this.send(server, recipient, (step) => passed.push(step))
    if (!input) await this.servers.remember(organizationId, error, new Date())
    await this.database.inOrganization(organizationId, (tx) =>
      this.audit.record(tx, {
        actor,
        action: 'mailServer.tested',
        subject: { kind: 'mailServer', id: server.host, name: server.host },
        result: error ? 'failure' : 'success',
        summary: `${actor.name} tested a mail server. ${error ? `${error.title}.` : 'A message was sent.'}`,
      }),
    )
    return {
      steps: STEPS.map((step, index) => ({ step, status: statusOf(step, index, passed, server) })),
      sentTo: error ? null : recipient,
      problem: error ? problemFacts(error) : null,
    }
  }

  private async send(server: MailServer, to: string, onStep: (step: MailStep) => void): Promise<AppError | undefined> {
    try {
      const { compose } = await import('./mail-message.js')
      const message = await compose({
        id: randomUUID(),
        from: server.sender,
        to: [to],
        subject: 'Tenantry can send e-mail',
        text: 'This is the test message you asked for. Notices will come from this address.\n',
        date: new Date(),
      })
      const session = await MailSession.open(server, onStep)
      try {
        await session.send({ from: server.sender.address, to: [to] }, message)
        onStep('send')
      } finally {
        session.close()
      }
      return undefined
    } catch (error) {
      if (error instanceof AppError) return error
      this.logger.error(error, 'A test message was not sent, for a reason that nobody foresaw')
      return mailServerTrouble({ answer: 'nothing that could be understood' })
    }
  }

  private async ownAddress(actor: Actor): Promise<string> {
    const user =
      actor.kind === 'user' ? await this.database.asUser(actor.id, (tx) => tx.findOneBy(User, { id: actor.id })) : null
    if (!user) throw new ValidationError([{ path: 'to', message: 'is needed: a key has no address of its own' }])
    return user.email
  }
}

function statusOf(
  step: MailStep,
  index: number,
  passed: readonly MailStep[],
  { username }: MailServer,
): 'passed' | 'failed' | 'skipped' {
  if (!passed.includes(step)) return index === passed.length ? 'failed' : 'skipped'
  return step === 'signIn' && username === undefined ? 'skipped' : 'passed'
}
