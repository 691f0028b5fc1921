import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Fault } from '../faults/faults.js'
import type { HttpReply } from './exchange.js'

/** Faults that spoil the answer on its way. */
export const DELIVERY_FAULTS = ['hang', 'reset', 'truncate', 'html'] as const

export type DeliveryFault = Extract<Fault, { kind: (typeof DELIVERY_FAULTS)[number] }>

const PROXY_PAGE =
  '<!doctype html><html><head><title>Service unavailable</title></head><body><h1>Our services aren’t available right now</h1></body></html>'

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
export function deliver(response: ServerResponse, reply: HttpReply, now: Date): void {
  const body = bytes(reply)
  response.writeHead(reply.status, headers(reply, body.length, now)).end(body)
}

/** Sends it as the fault wants it; tells whether an answer arrived, and if so which. */
export async function deliverBroken(
  response: ServerResponse,
  reply: HttpReply,
  fault: DeliveryFault,
  now: Date,
): Promise<HttpReply | undefined> {
  if (fault.kind === 'html') {
    const page = {
      status: fault.status ?? 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: PROXY_PAGE,
    }
    deliver(response, page, now)
    return page
  }
  if (fault.kind === 'reset') {
    response.socket?.resetAndDestroy()
    return undefined
  }
  const body = bytes(reply)
  const half = body.subarray(0, Math.ceil(body.length / 2))
  if (fault.kind === 'truncate') {
    response.writeHead(reply.status, headers(reply, body.length, now)).write(half, () => response.destroy())
    return undefined
  }
  if (fault.phase === 'body') response.writeHead(reply.status, headers(reply, body.length, now)).write(half)
  await once(response, 'close')
  return undefined
}
