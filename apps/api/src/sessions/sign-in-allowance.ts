import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { networkOf } from './network-of.js'
import { signInLimited } from './sessions.errors.js'

/** So many attempts at once, then one more every so many seconds. */
interface Allowance {
  key: string
  attempts: number
  secondsEach: number
}

/** Whose password is tried, and from where. */
export interface Attempt {
  email: string
  ip: string
}

/**
 * Lets few passwords through to be checked: per account, per network and on the whole. An address that nobody has counts like
 * any other. Kept in rows, so that all processes count together; what is used up comes back with time, so nobody stays out.
 */
@Injectable()
export class SignInAllowance {
  constructor(private readonly database: Database) {}

  /** Uses up one attempt. Throws `sign_in_limited`, and uses up nothing, when one of the allowances is spent. */
  async spend(attempt: Attempt): Promise<void> {
    await this.database.outside(async (tx) => {
      for (const allowance of allowances(attempt)) {
        if (!(await take(tx, allowance))) {
          const seconds = await secondsToWait(tx, allowance)
          throw signInLimited({ seconds }, { retryAfterSeconds: seconds })
        }
      }
    })
  }

  /** Gives an attempt back that had the right password, and clears the account. */
  async giveBack(attempt: Attempt): Promise<void> {
    await this.database.outside(async (tx) => {
      const [account, ...shared] = allowances(attempt)
      await tx.query('delete from sign_in_allowances where key = $1', [account?.key])
      for (const { key, secondsEach } of shared) {
        await tx.query('update sign_in_allowances set whole_at = whole_at - make_interval(secs => $2) where key = $1', [
          key,
          secondsEach,
        ])
      }
      await tx.query(
        `delete from sign_in_allowances where key in
           (select key from sign_in_allowances where whole_at < now() limit 100 for update skip locked)`,
      )
    })
  }
}

/** Always in this order, so that no two attempts wait for each other's rows. */
function allowances({ email, ip }: Attempt): Allowance[] {
  return [
    { key: `account ${email}`, attempts: 10, secondsEach: 60 },
    { key: `network ${networkOf(ip)}`, attempts: 20, secondsEach: 30 },
    { key: 'server', attempts: 300, secondsEach: 1 },
  ]
}

/** One statement, so that attempts at the same moment cannot both take the last one. */
async function take(tx: EntityManager, { key, attempts, secondsEach }: Allowance): Promise<boolean> {
  const taken = await tx.query<unknown[]>(
    `insert into sign_in_allowances as allowance (key, whole_at) values ($1, now() + make_interval(secs => $2))
     on conflict (key) do update set whole_at = greatest(allowance.whole_at, now()) + make_interval(secs => $2)
       where greatest(allowance.whole_at, now()) + make_interval(secs => $2) <= now() + make_interval(secs => $3)
     returning key`,
    [key, secondsEach, attempts * secondsEach],
  )
  return taken.length > 0
}

async function secondsToWait(tx: EntityManager, { key, attempts, secondsEach }: Allowance): Promise<number> {
  const [row] = await tx.query<{ seconds: string }[]>(
    `select ceil(extract(epoch from whole_at - now())) as seconds from sign_in_allowances where key = $1`,
    [key],
  )
  return Math.max(1, Number(row?.seconds ?? 0) - (attempts - 1) * secondsEach)
}
