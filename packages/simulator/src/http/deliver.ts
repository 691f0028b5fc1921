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

function textOf({ body }: HttpReply): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}

function bytes(reply: HttpReply): Buffer {
  return Buffer.from(textOf(reply))
}

let second = { number: 0, text: '' }

/** The text of a date header: the same for a whole second. */
function dateText(now: Date): string {
  const number = Math.floor(now.getTime() / 1000)
  if (second.number !== number) second = { number, text: now.toUTCString() }
  return second.text
}

function headers(reply: HttpReply, length: number, now: Date): Record<string, string> {
  const all: Record<string, string> = { date: dateText(now) }
  if (reply.body !== undefined) {
    all['content-type'] = 'application/json; charset=utf-8'
    all['content-length'] = String(length)
  }
  return Object.assign(all, reply.headers)
}

/** Sends the whole answer; a text leaves together with its head. */
export function deliver(response: ServerResponse, reply: HttpReply, now: Date, body?: Buffer): void {
  const content = body ?? textOf(reply)
  response.writeHead(reply.status, headers(reply, Buffer.byteLength(content), now)).end(content)
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
    default:
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
