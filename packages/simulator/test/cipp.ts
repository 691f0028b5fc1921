import type { ReadyApp, Simulator } from '../src/index.js'
import { askForToken } from './client.js'

export interface CippAnswer {
  status: number
  headers: Headers
  text: string
  /** The body as JSON; the text itself where it is none. */
  body: unknown
}

export function apiClient(simulator: Simulator, client: string): ReadyApp {
  const app = simulator.apps.find((candidate) => candidate.kind === 'cipp' && candidate.client === client)
  if (!app) throw new Error(`There is no API client '${client}'.`)
  return app
}

export async function cippToken(simulator: Simulator, client = 'editor'): Promise<string> {
  const app = apiClient(simulator, client)
  const { status, body } = await askForToken(simulator, { scope: `api://${app.clientId}/.default` }, { app })
  if (status !== 200) throw new Error(`No token: ${JSON.stringify(body)}`)
  return String(body['access_token'])
}

interface Call {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  /** Of the client that calls; none without authorization. */
  token: string | undefined
  base?: string | undefined
}

/** Calls a function of CIPP; redirects are not followed. */
export async function callCipp(simulator: Simulator, path: string, call: Call): Promise<CippAnswer> {
  const { method = call.body === undefined ? 'GET' : 'POST', body, headers, token, base = simulator.cipp } = call
  const response = await fetch(`${base}/api/${path}`, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

export interface MailRow extends Record<string, unknown> {
  EmailAddresses: unknown
  PrimarySmtpAddress: string
}

/** What a cmdlet puts out, as rows whatever its shape was. */
export async function exchangeRows(
  simulator: Simulator,
  token: string,
  body: { TenantFilter: string; Cmdlet: string; cmdParams?: object },
): Promise<MailRow[]> {
  const answer = await callCipp(simulator, 'ListExoRequest', { token, body })
  return [(answer.body as { Results: MailRow | MailRow[] | null }).Results ?? []].flat()
}

/** What CIPP says it did. */
export async function cippTexts(simulator: Simulator, token: string, path: string, body: unknown): Promise<string[]> {
  const answer = await callCipp(simulator, path, { token, body })
  return [(answer.body as { Results: string | string[] }).Results].flat()
}
