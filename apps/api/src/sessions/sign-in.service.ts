import { Injectable } from '@nestjs/common'
import type { Client } from '../authentication/client.js'
import { Database } from '../database/database.js'
import { verifyPassword } from '../users/password.js'
import { User } from '../users/user.entity.js'
import type { SignIn } from './session.dto.js'
import { signInFailed } from './sessions.errors.js'
import { Sessions, type StartedSession } from './sessions.service.js'
import { SignInAllowance } from './sign-in-allowance.js'

/** Signs people in with their password. */
@Injectable()
export class SignInWithPassword {
  constructor(
    private readonly database: Database,
    private readonly allowance: SignInAllowance,
    private readonly sessions: Sessions,
  ) {}

  async signIn({ email, password }: SignIn, client: Client): Promise<StartedSession> {
    const user = await this.check(email, password, client)
    if (!user) throw signInFailed({})
    return this.sessions.start(user, client)
  }

  /** The user whose password this is. Takes the same steps and the same time for an address that nobody has. */
  async check(email: string, password: string, client: Client): Promise<User | undefined> {
    const attempt = { email, ip: client.ip }
    await this.allowance.spend(attempt)
    const user = await this.database.outside((tx) =>
      tx.findOne(User, { where: { email }, select: { id: true, email: true, name: true, passwordHash: true } }),
    )
    if (!(await verifyPassword(user?.passwordHash, password)) || !user) return undefined
    await this.allowance.giveBack(attempt)
    return user
  }
}
