import { clouds } from '../src/clouds.js'
import type { ReadyApp, Simulator } from '../src/index.js'

export interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { value: Record<string, unknown>[] }
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
  }
}

/** The first app of the scenario. */
export function firstApp(simulator: Simulator): ReadyApp {
  const [app] = simulator.apps
  if (!app) throw new Error('The scenario has no app.')
  return app
}

/** Asks for a token as the app would, but for the fields given; a field set to null is left out. */
export async function askForToken(
  simulator: Simulator,
  fields: Record<string, string | null> = {},
  options: { app?: ReadyApp; tenant?: string; host?: string } = {},
): Promise<Answer> {
  const { app = firstApp(simulator) } = options
  const host = options.host ?? `${simulator.url}/${clouds[app.cloud].login}`
  const tenant = options.tenant ?? app.tenantId
  const form = {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'client_credentials',
    scope: `https://${clouds[app.cloud].graph}/.default`,
    ...fields,
  }
  const present = Object.entries(form).filter((field): field is [string, string] => field[1] !== null)
  return read(
    await fetch(`${host}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(present) }),
  )
}

export async function tokenOf(simulator: Simulator, options?: Parameters<typeof askForToken>[2]): Promise<string> {
  const { status, body } = await askForToken(simulator, {}, options)
  if (status !== 200) throw new Error(`No token: ${JSON.stringify(body)}`)
  return String(body['access_token'])
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

export async function graph(
  simulator: Simulator,
  token: string,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  const url = path.startsWith('http') ? path : `${simulator.graph}/v1.0${path}`
  return read(
    await fetch(url, {
      method: init.method ?? 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    }),
  )
}

/** All that a round of delta tells, from its first page on. */
export async function deltaRound(simulator: Simulator, token: string, link: string): Promise<Answer['body']['value']> {
  const { body } = await graph(simulator, token, link)
  const next = body['@odata.nextLink']
  return [...body.value, ...(typeof next === 'string' ? await deltaRound(simulator, token, next) : [])]
}
