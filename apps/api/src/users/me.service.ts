import { Injectable } from '@nestjs/common'
import type { Client } from '../authentication/client.js'
import type { Person } from '../authentication/person.js'
import { Database } from '../database/database.js'
import { ValidationError } from '../http/problem.js'
import { PersonalAudit } from '../sessions/personal-audit.js'
import { Session } from '../sessions/session.entity.js'
import { Sessions, type StartedSession } from '../sessions/sessions.service.js'
import { SignInWithPassword } from '../sessions/sign-in.service.js'
import type { OwnChange, PasswordChange } from './me.dto.js'
import { hashPassword, personalPart } from './password.js'
import { User } from './user.entity.js'

/** What people change about themselves. */
@Injectable()
export class Me {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly signIn: SignInWithPassword,
    private readonly audit: PersonalAudit,
  ) {}

  rename({ id, email, name: before }: Person, { name }: OwnChange): Promise<Pick<User, 'id' | 'name' | 'email'>> {
    return this.database.asUser(id, async (tx) => {
      if (name !== before) {
        await tx.update(User, { id }, { name })
        await this.audit.record(
          tx,
          { id, name },
          { action: 'user.renamed', summary: `${before} is now called ${name}.`, details: { before, after: name } },
        )
      }
      return { id, name, email }
    })
  }

  /** Sets a new password and ends every session; the one who changed it goes on in a new one. */
  async changePassword(person: Person, { current, next }: PasswordChange, client: Client): Promise<StartedSession> {
    if (!(await this.signIn.check(person.email, current, client))) {
      throw new ValidationError([{ path: 'current', message: 'This is not your current password.' }])
    }
    const weak = next === current ? 'This is your current password.' : personalPart(next, [person.email, person.name])
    if (weak !== undefined) throw new ValidationError([{ path: 'next', message: weak }])
    const passwordHash = await hashPassword(next)
    return this.database.withPresented(this.sessions.presented(person.id, client), async (tx) => {
      await tx.update(User, { id: person.id }, { passwordHash })
      const { affected } = await tx.delete(Session, { userId: person.id })
      const started = await this.sessions.insert(tx, person.id, client)
      await this.audit.record(tx, person, {
        action: 'user.passwordChanged',
        summary: `${person.name} changed their password, which ended their other sessions.`,
        details: { sessionsEnded: affected ?? 0 },
      })
      return started
    })
  }
}
