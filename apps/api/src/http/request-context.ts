import { AsyncLocalStorage } from 'node:async_hooks'

interface RequestContext {
  requestId: string
}

const storage = new AsyncLocalStorage<RequestContext>()

/** Runs everything that `next` starts inside the context of one request. */
export function runInRequest(context: RequestContext, next: () => void): void {
  storage.run(context, next)
}

/** The id of the request being served; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId
}
