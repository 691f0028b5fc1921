import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { Simulator } from '../../src/index.js'

/** Sends what was meant for a Microsoft host to the simulator, which then answers as that host. */
export function standIn(simulator: Simulator, url: string, init: RequestInit = {}): Promise<Response> {
  const { host, pathname, search } = new URL(url)
  const headers = new Headers(init.headers)
  headers.set('x-forwarded-host', host)
  headers.set('x-forwarded-proto', 'https')
  return fetch(`${simulator.url}/${host}${pathname}${search}`, { ...init, headers, redirect: 'manual' })
}

/** MSAL's own door for a network. */
export function networkOf(simulator: Simulator): INetworkModule {
  const send = async <T>(method: string, url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> => {
    const answer = await standIn(simulator, url, {
      method,
      headers: options?.headers ?? {},
      ...(options?.body === undefined ? {} : { body: options.body }),
    })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: (await answer.json()) as T }
  }
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  }
}
