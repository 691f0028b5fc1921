import { Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Send } from '@tenantry/core'
import type { Agent } from 'undici'
import { IncomingAnswer } from './incoming-answer.js'

const USUAL = { accept: '*/*', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Tenantry' }

/**
 * Sends requests through a pool of connections of its own, at a fraction of what `fetch` costs: a provider makes thousands of
 * small calls in a row. Follows no redirect. `options` say how the pool connects.
 */
export function sendThrough(options: Agent.Options = {}): Send {
  // Loaded with the first call, to keep the start short.
  let opening: ReturnType<typeof open> | undefined
  return async (url, init) => {
    const agent = await (opening ??= open(options))
    const { origin, pathname, search } = new URL(url)
    const { body, type } = typeof init.body === 'string' ? textOf(init.body) : await contentOf(init.body)
    const answer = new IncomingAnswer(init.signal)
    agent.dispatch(
      {
        origin,
        path: `${pathname}${search}`,
        method: init.method ?? 'GET',
        headers: { ...USUAL, ...(type && { 'content-type': type }), ...plain(init.headers) },
        body: body ?? null,
      },
      answer,
    )
    const head = await answer.head
    return { ...head, body: unpacked(answer, head.headers.get('content-encoding')) }
  }
}

async function open(options: Agent.Options): Promise<Agent> {
  const { Agent } = await import('undici')
  return new Agent(options)
}

/** Headers as a record; one that is a record already has its names in lower case. */
function plain(headers: RequestInit['headers']): Record<string, string> {
  if (headers instanceof Headers || Array.isArray(headers)) return Object.fromEntries(new Headers(headers))
  return (headers ?? {}) as Record<string, string>
}

/** The content to send, and its type unless the headers name another. */
interface Content {
  body?: string | Uint8Array
  type?: string | null
}

function textOf(body: string): Content {
  return body === '' ? {} : { body, type: 'text/plain;charset=UTF-8' }
}

async function contentOf(body: RequestInit['body']): Promise<Content> {
  if (body === undefined || body === null) return {}
  const content = new Response(body)
  return { body: new Uint8Array(await content.arrayBuffer()), type: content.headers.get('content-type') }
}

/** What breaks off is given as far as it came: whoever reads the content sees that it is not whole. */
function unpacked(answer: IncomingAnswer, encoding: string | null): AsyncIterable<Uint8Array> {
  const lenient = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return through(answer, createGunzip(lenient))
    case 'deflate':
      return through(answer, createInflate(lenient))
    case 'br':
      return through(
        answer,
        createBrotliDecompress({
          flush: constants.BROTLI_OPERATION_FLUSH,
          finishFlush: constants.BROTLI_OPERATION_FLUSH,
        }),
      )
    default:
      return answer
  }
}

function through(answer: IncomingAnswer, decoder: ReturnType<typeof createGunzip | typeof createBrotliDecompress>) {
  const packed = Readable.from(answer, { objectMode: false })
  packed.on('error', (error) => decoder.destroy(error))
  decoder.on('close', () => packed.destroy())
  return packed.pipe(decoder)
}
