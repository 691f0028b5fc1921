import type { Host } from '@tenantry/core'
import { describe, expect, it } from 'vitest'
import { Pace, type Patience } from '../src/pace.js'

const host = { clock: { now: () => new Date() }, signal: new AbortController().signal } as unknown as Host
const patience: Patience = { tries: { 429: 7 }, longestSeconds: 5, outageSeconds: 1.5 }
const URL = 'https://graph.microsoft.com/v1.0/users'
const refusal = () => new Response(null, { status: 429, headers: { 'retry-after': '1' } })

/** A service with its answers in order, the last of them for ever. */
function service(...answers: (() => Response)[]) {
  let sent = 0
  return {
    sent: () => sent,
    send: () => Promise.resolve((answers[Math.min(sent++, answers.length - 1)] as () => Response)()),
  }
}

describe('Patience with a service that refuses', () => {
  it('waits as it is asked to, and goes on', async () => {
    const { send, sent } = service(refusal, () => new Response('{}'))
    expect((await new Pace(host).send(URL, send, patience)).status).toBe(200)
    expect(sent()).toBe(2)
  })

  it('ends once it has let nothing through for long, and then asks once for each call', async () => {
    const pace = new Pace(host)
    const { send, sent } = service(refusal)
    const answers = await Promise.all(Array.from({ length: 4 }, () => pace.send(URL, send, patience)))
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429, 429])
    const before = sent()
    expect(before).toBeLessThan(4 * 7)
    expect((await pace.send(URL, send, patience)).status).toBe(429)
    expect(sent()).toBe(before + 1)
  })

  it('begins anew with the first call that is let through', async () => {
    const pace = new Pace(host)
    const { send: refuse } = service(refusal)
    await pace.send(URL, refuse, patience)
    await pace.send(URL, service(() => new Response('{}')).send, patience)
    const { send, sent } = service(refusal, () => new Response('{}'))
    expect((await pace.send(URL, send, patience)).status).toBe(200)
    expect(sent()).toBe(2)
  })
})
