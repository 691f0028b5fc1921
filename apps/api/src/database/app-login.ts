import { hkdfSync } from 'node:crypto'
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg'
import { StartupError } from '../config/startup-error.js'
import type { Transaction } from '../vault/transaction.js'

/** The role all rights are granted to. It owns nothing and obeys row-level security. */
export const APP_ROLE = 'tenantry_app'

/**
 * The address of the app's login, made from the owner's. Its password comes from the owner's, so that replacing the master
 * key locks no running process out; where the owner signs in without one, from the master key.
 */
export function appLoginUrl(ownerUrl: string, masterKey: Buffer): string {
  const url = new URL(ownerUrl)
  const source = url.password === '' ? masterKey : Buffer.from(decodeURIComponent(url.password))
  url.username = APP_ROLE
  url.password = Buffer.from(hkdfSync('sha256', source, '', 'tenantry database login', 24)).toString('base64url')
  return url.href
}

/** Makes the role and its login where they are missing, and refuses a login that row-level security would not bind. */
export async function prepareAppLogin(owner: Transaction, appUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(appUrl).username)
  const password = decodeURIComponent(new URL(appUrl).password)
  if (!(await roleExists(owner))) await changeRoles(owner, `create role ${APP_ROLE} nologin nosuperuser nobypassrls`)
  if (login === APP_ROLE) {
    if (!(await canSignIn(appUrl))) {
      await changeRoles(owner, `alter role ${APP_ROLE} login password ${escapeLiteral(password)}`)
    }
  } else if (!(await isMember(owner, login))) {
    await changeRoles(owner, `grant ${APP_ROLE} to ${escapeIdentifier(login)}`)
  }
  const [role] = await owner.query<{ unbound: boolean }[]>(
    `select rolsuper or rolbypassrls or exists (select 1 from pg_class where relowner = pg_roles.oid) as unbound
     from pg_roles where rolname = $1`,
    [login],
  )
  if (!role || role.unbound) {
    throw new StartupError(
      `The database login "${login}" escapes row-level security (superuser, BYPASSRLS or owner of tables): set DATABASE_APP_URL to a plain login.`,
    )
  }
}

async function roleExists(owner: Transaction): Promise<boolean> {
  const rows = await owner.query<unknown[]>('select 1 from pg_roles where rolname = $1', [APP_ROLE])
  return rows.length === 1
}

async function isMember(owner: Transaction, login: string): Promise<boolean> {
  const [role] = await owner.query<{ member: boolean }[]>(
    `select pg_has_role(rolname, '${APP_ROLE}', 'member') as member from pg_roles where rolname = $1`,
    [login],
  )
  return role?.member ?? false
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function changeRoles(owner: Transaction, statement: string): Promise<void> {
  // Databases of one cluster share its roles: another one may be making or changing the same role right now.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await owner.query(statement)
      return
    } catch (error) {
      const code = error instanceof DatabaseError ? error.code : undefined
      if (code === '42710') return // duplicate_object: it exists now
      if (code === '42501') {
        throw new StartupError(
          `The login of DATABASE_URL may not run "${statement.split(' password ')[0]}": run it as an administrator, or allow CREATEROLE, and set DATABASE_APP_URL.`,
          { cause: error },
        )
      }
      if (attempt === 5) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
    }
  }
}
