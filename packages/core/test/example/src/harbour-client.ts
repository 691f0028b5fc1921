import { type Host, type Identity, type ListedUser, permissionMissing, unexpectedAnswer } from '@tenantry/core'
import { z } from 'zod'
import { notNow, refusedSignIn } from './harbour-errors.js'

const signedIn = z.object({ token: z.string(), account: z.string(), permissions: z.array(z.string()) })
const account = z.object({ id: z.string(), name: z.string() })
const person = z.object({ id: z.string(), name: z.string(), mail: z.string(), ashore: z.boolean() })
const crew = z.object({ crew: z.array(person) })
const boats = z.object({ boats: z.array(z.object({ name: z.string() })) })

interface Credentials {
  account: string
  clientId: string
  secret: string
}

/** Talks to Harbour for one account. Its token lives and dies with it. */
export class HarbourClient {
  #token: string | undefined

  constructor(
    private readonly credentials: Credentials,
    private readonly host: Host,
  ) {}

  /** The same API client in another marina that it may enter; its token is its own. */
  inMarina(account: string): HarbourClient {
    return new HarbourClient({ ...this.credentials, account }, this.host)
  }

  async signIn(): Promise<Identity> {
    const response = await this.host.fetch('https://login.harbour.example/token', {
      method: 'POST',
      body: JSON.stringify(this.credentials),
      purpose: 'Sign in',
    })
    notNow(response)
    const body = await json(response)
    if (!response.ok) throw refusedSignIn(body, this.credentials)
    const identity = understand(body, signedIn, 'login.harbour.example')
    this.#token = identity.token
    return { tenantId: identity.account, permissions: identity.permissions }
  }

  account(): Promise<z.output<typeof account>> {
    return this.#get('/account', account, 'Read the account', 'account.read')
  }

  async boats(): Promise<z.output<typeof boats>['boats']> {
    return (await this.#get('/boats', boats, 'List boats', 'boats.read')).boats
  }

  async crew(limit: number): Promise<ListedUser[]> {
    const { crew: found } = await this.#get('/crew', crew, 'List the crew', 'crew.read')
    return found.slice(0, limit).map(({ id, name, mail, ashore }) => ({ id, name, address: mail, enabled: !ashore }))
  }

  async #get<T>(path: string, schema: z.ZodType<T>, purpose: string, permission: string): Promise<T> {
    if (this.#token === undefined) await this.signIn()
    const response = await this.host.fetch(`https://api.harbour.example${path}`, {
      headers: { authorization: `Bearer ${this.#token}` },
      purpose,
      permissions: [permission],
    })
    notNow(response)
    const body = await json(response)
    if (response.status === 403 && body !== undefined) {
      throw permissionMissing({ permissions: [permission], tenant: this.credentials.account })
    }
    return understand(response.ok ? body : undefined, schema, 'api.harbour.example')
  }
}

async function json(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}

/** Absent is not empty: an answer of another form is an error, never a default. */
function understand<T>(body: unknown, schema: z.ZodType<T>, service: string): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw unexpectedAnswer({ service, what: 'something that is not what we asked for' })
  return parsed.data
}
