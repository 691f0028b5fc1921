import { clouds } from '../src/clouds.js'
import type { ReadyApp, Simulator } from '../src/index.js'
import { type Answer, askForToken, firstApp, graph, read } from './client.js'

/** A token of the app for another API than Graph. */
export async function tokenFor(
  simulator: Simulator,
  resource: string,
  app: ReadyApp = firstApp(simulator),
): Promise<string> {
  const { status, body } = await askForToken(simulator, { scope: `${resource}/.default` }, { app })
  if (status !== 200) throw new Error(`No token for ${resource}: ${JSON.stringify(body)}`)
  return String(body['access_token'])
}

export const EXCHANGE = `https://${clouds.global.exchange}`
export const COMPLIANCE = `https://${clouds.global.compliance}`

export interface CmdletAnswer extends Answer {
  /** The human part of what a refusal says. */
  reason: string
  warnings: string[]
}

export type RunCmdlet = (
  cmdlet: string,
  parameters?: Record<string, unknown>,
  options?: { query?: string; pageSize?: number; url?: string; token?: string; headers?: Record<string, string> },
) => Promise<CmdletAnswer>

/** Runs cmdlets as the app, with one token. */
export async function exchangeClient(simulator: Simulator, app: ReadyApp = firstApp(simulator)): Promise<RunCmdlet> {
  const own = await tokenFor(simulator, EXCHANGE, app)
  return async (cmdlet, parameters = {}, options = {}) => {
    const url =
      options.url ??
      `${simulator.url}/${clouds.global.exchange}/adminapi/beta/${app.tenantId}/InvokeCommand${options.query ?? ''}`
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.token ?? own}`,
        'content-type': 'application/json; charset=utf-8',
        prefer: `odata.maxpagesize=${options.pageSize ?? 1000}`,
        'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${app.tenantId}`,
        'x-responseformat': 'json',
        ...options.headers,
      },
      body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: parameters } }),
    })
    const answer = await read(response)
    const error = (answer.body['error'] ?? {}) as { message?: string; details?: { message: string }[] }
    const message = error.details?.[0]?.message ?? error.message ?? ''
    return {
      ...answer,
      reason: message.split('|').at(-1) ?? '',
      warnings: (answer.body['@adminapi.warnings'] ?? []) as string[],
    }
  }
}

/** Gives the app a directory role in its own tenant, and says which assignment it is. */
export async function assignRole(simulator: Simulator, graphToken: string, roleDefinitionId: string): Promise<string> {
  const appId = firstApp(simulator).clientId
  const principal = await graph(simulator, graphToken, `/servicePrincipals(appId='${appId}')?$select=id`)
  const made = await graph(simulator, graphToken, '/roleManagement/directory/roleAssignments', {
    method: 'POST',
    body: { principalId: principal.body['id'], roleDefinitionId, directoryScopeId: '/' },
  })
  if (made.status !== 201) throw new Error(`No role: ${JSON.stringify(made.body)}`)
  return String(made.body['id'])
}
