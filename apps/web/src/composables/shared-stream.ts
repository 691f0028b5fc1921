/** How long after a stream was refused another one is tried. */
const RETRY_MS = 5000

/** What a stream brought. */
export interface StreamMessage {
  kind: string
  text: string
  /** Of `ready`: it is not the first, so that something may have been missed before it. */
  again: boolean
}

/**
 * Follows a stream of server-sent events together with the other tabs of this browser: one of them holds it and passes on
 * what it brings. Browsers open six connections to a server at once, and each stream would take one. Where tabs cannot agree
 * who it is, as on a page without TLS, each has its own. Gives a function that ends it.
 */
export function followStream(
  url: string,
  kinds: readonly string[],
  receive: (message: StreamMessage) => void,
): () => void {
  const over = new AbortController()
  const channel = new BroadcastChannel(`tenantry:${url}`)
  channel.addEventListener('message', ({ data }: MessageEvent<StreamMessage>) => receive({ ...data, again: true }))
  const passOn = channel.postMessage.bind(channel)
  let followed = false

  /** Holds the stream until the server refuses it, or until nobody here follows it any more. */
  const hold = () =>
    new Promise<void>((resolve) => {
      const source = new EventSource(url)
      const end = () => {
        source.close()
        resolve()
      }
      for (const kind of kinds) {
        source.addEventListener(kind, ({ data: text }: MessageEvent<string>) => {
          const message = { kind, text, again: kind === 'ready' && followed }
          if (kind === 'ready') followed = true
          passOn(message)
          receive(message)
        })
      }
      source.addEventListener('error', () => source.readyState === EventSource.CLOSED && end())
      over.signal.addEventListener('abort', end)
    })

  async function follow() {
    while (!over.signal.aborted) {
      await inTurn(`tenantry:${url}`, over.signal, hold, () => (followed = true))
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
  void follow()
  return () => {
    over.abort()
    channel.close()
  }
}

/** Works while no other tab does the same, as soon as none does. */
async function inTurn(
  name: string,
  signal: AbortSignal,
  work: () => Promise<void>,
  onWaiting: () => void,
): Promise<void> {
  const locks = 'locks' in navigator ? navigator.locks : undefined
  if (!locks) return work()
  const first = await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work()
    return lock !== null
  })
  if (first) return
  onWaiting()
  await locks.request(name, { signal }, work).catch(() => undefined)
}
