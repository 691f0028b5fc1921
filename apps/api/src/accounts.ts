import { randomInt } from 'node:crypto'
import { Audit } from './audit/audit.js'
import { runCommand } from './command.js'
import { StartupError } from './config/startup-error.js'
import type { Database } from './database/database.js'
import { hashPassword } from './users/password.js'
import { User } from './users/user.entity.js'

const USAGE = `Usage: npm run accounts -- new-password EMAIL
  new-password   gives a person a new random password, prints it once, and signs them out everywhere
The API may go on running.`

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Four groups of five letters: easy to read out, and 100 bits. */
function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}

/** For someone who has forgotten theirs. It is in the audit log of every organization they belong to. */
async function newPassword(database: Database, email: string): Promise<void> {
  const user = await database.outside((tx) => tx.findOneBy(User, { email: email.trim().toLowerCase() }))
  if (!user) throw new StartupError(`Nobody has the e-mail address ${email}.`)
  const password = randomPassword()
  const passwordHash = await hashPassword(password)
  const audit = new Audit()
  await database.asUser(user.id, async (tx) => {
    await tx.update(User, { id: user.id }, { passwordHash })
    await tx.query('delete from sessions where user_id = $1', [user.id])
    const memberships = await tx.query<{ organization_id: string }[]>(
      'select organization_id from memberships where user_id = $1 order by organization_id',
      [user.id],
    )
    for (const { organization_id: organizationId } of memberships) {
      await database.enter(tx, organizationId)
      await audit.record(tx, {
        actor: { kind: 'system', id: 'accounts', name: 'Operator (accounts command)' },
        action: 'user.passwordReset',
        subject: { kind: 'user', id: user.id, name: user.name },
        summary: `The operator of the server gave ${user.name} a new password and signed them out everywhere.`,
      })
    }
  })
  console.log(`New password of ${user.email}: ${password}`)
  console.log('It is shown this once. Ask them to change it under Account after signing in.')
}

const [, , command, email] = process.argv
await runCommand(async (database) => {
  if (command !== 'new-password' || !email) throw new StartupError(USAGE)
  await newPassword(database, email)
})
