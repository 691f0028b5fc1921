import { createRequire } from 'node:module'
import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Simulator } from '../../src/index.js'
import { standIn } from './real-hosts.js'

// The SDK's ES module build has no file extensions in its imports, which Node refuses; its CommonJS build works.
export const sdk = createRequire(import.meta.url)(
  '@microsoft/microsoft-graph-client',
) as typeof import('@microsoft/microsoft-graph-client')

/** The SDK with its default middleware: sign-in, retries, redirects, telemetry; only the network is ours. */
export function graphSdk(simulator: Simulator, token: () => Promise<string>) {
  const chain = sdk.MiddlewareFactory.getDefaultMiddlewareChain({ getAccessToken: token }).slice(0, -1)
  const sent: { url: string; status: number; authorization: string | null }[] = []
  const network: Middleware = {
    async execute(context: Context) {
      const url = typeof context.request === 'string' ? context.request : context.request.url
      const answer = await standIn(simulator, url, context.options)
      const authorization = new Headers(context.options?.headers).get('authorization')
      sent.push({ url, status: answer.status, authorization })
      context.response = answer
    },
  }
  return { client: sdk.Client.initWithMiddleware({ middleware: [...chain, network] }), sent }
}
