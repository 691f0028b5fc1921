import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Fault } from '../faults/effects.js'
import type { HttpReply } from './exchange.js'

/** Faults that spoil the answer on its way. */
export const DELIVERY_FAULTS = [
  'hang',
  'reset',
  'lostAnswer',
  'truncate',
  'truncatedGzip',
  'byteOrderMark',
  'html',
] as const

export type DeliveryFault = Extract<Fault, { kind: (typeof DELIVERY_FAULTS)[number] }>

const PROXY_PAGE =
  '<!doctype html><html><head><title>Service unavailable</title></head><body><h1>Our services aren’t available right now</h1></body></html>'

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

function bytes({ body }: HttpReply): Buffer {
  if (body === undefined) return Buffer.alloc(0)
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

function headers(reply: HttpReply, length: number, now: Date): Record<string, string> {
  const hasBody = reply.body !== undefined
  return {
    date: now.toUTCString(),
    ...(hasBody ? { 'content-type': 'application/json; charset=utf-8', 'content-length': String(length) } : {}),
    ...reply.headers,
  }
}

/** Sends the whole answer. */
export function deliver(response: ServerResponse, reply: HttpReply, now: Date, body = bytes(reply)): void {
  response.writeHead(reply.status, headers(reply, body.length, now)).end(body)
}

/** Sends it as the fault wants it; tells whether an answer arrived, and if so which. */
export async function deliverBroken(
  response: ServerResponse,
  reply: HttpReply,
  fault: DeliveryFault,
  now: Date,
): Promise<HttpReply | undefined> {
  switch (fault.kind) {
    case 'html':
    case 'lostAnswer': {
      const status = fault.status ?? (fault.kind === 'html' ? 200 : 504)
      const page = { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PROXY_PAGE }
      deliver(response, page, now)
      return page
    }
    case 'reset':
      response.socket?.resetAndDestroy()
      return undefined
    case 'byteOrderMark':
      deliver(response, reply, now, Buffer.concat([BYTE_ORDER_MARK, bytes(reply)]))
      return undefined
    case 'truncatedGzip':
      deliver(
        response,
        { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } },
        now,
        firstHalf(gzipSync(bytes(reply))),
      )
      return undefined
    case 'truncate':
      startBody(response, reply, now, () => response.destroy())
      return undefined
    case 'hang':
      if (fault.phase === 'body') startBody(response, reply, now)
      await once(response, 'close')
      return undefined
  }
}

function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.ceil(body.length / 2))
}

function startBody(response: ServerResponse, reply: HttpReply, now: Date, then?: () => void): void {
  const body = bytes(reply)
  response.writeHead(reply.status, headers(reply, body.length, now)).write(firstHalf(body), then)
}
