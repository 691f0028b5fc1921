import { expect } from 'vitest'
import type { ConnectionTest } from '../../check-connection.js'
import type { Stage } from '../bench.js'
import type { Check } from '../check.js'
import type { Lab } from '../lab.js'
import type { Trouble } from '../troubled-network.js'

const PAGE = '<!doctype html><html><head><title>Welcome</title></head><body>Please accept our terms.</body></html>'
const STAGES: readonly Stage[] = ['signIn', 'calls']
const WHEN = { signIn: 'at sign-in', calls: 'at the calls after it' } as const
const DEADLINE_SECONDS = 1

interface Case {
  what: string
  code: string
  troubles: readonly Trouble[]
}

const cases: readonly Case[] = [
  {
    what: 'a server error',
    code: 'service_unavailable',
    troubles: [500, 502, 503, 504].map((status) => ({ kind: 'status', status })),
  },
  { what: 'no answer', code: 'timed_out', troubles: [{ kind: 'silence' }] },
  { what: 'an answer that never ends', code: 'timed_out', troubles: [{ kind: 'stall' }] },
  { what: 'a reset connection', code: 'not_reachable', troubles: [{ kind: 'reset' }] },
  { what: 'a connection cut in the middle of an answer', code: 'not_reachable', troubles: [{ kind: 'cut' }] },
  { what: 'half an answer', code: 'unexpected_answer', troubles: [{ kind: 'half' }] },
  {
    what: 'an empty answer',
    code: 'unexpected_answer',
    troubles: [
      { kind: 'status', status: 200 },
      { kind: 'status', status: 204 },
    ],
  },
  {
    what: 'an answer of another form',
    code: 'unexpected_answer',
    troubles: ['{}', '[]', 'null', '""', '42', '"<p>"', '{"value":{}}', '{"items":null}', '\u0000\u0001'].map(
      (body) => ({
        kind: 'body',
        body,
      }),
    ),
  },
  {
    what: 'a web page in place of data',
    code: 'unexpected_answer',
    troubles: [
      { kind: 'body', body: PAGE, type: 'text/html' },
      { kind: 'body', body: PAGE },
      { kind: 'body', body: PAGE, type: 'text/html', status: 403 },
    ],
  },
  {
    what: 'a redirect to elsewhere, which it does not follow',
    code: 'unexpected_answer',
    troubles: [{ kind: 'redirect' }],
  },
]

/** Whatever goes wrong on the way is told apart, is never taken for an empty success, and is not hammered. */
export const troubleChecks: Check[] = [
  ...cases.flatMap(({ what, code, troubles }) =>
    STAGES.map((stage) => ({
      sentence: `tells ${what} ${WHEN[stage]} (${code})`,
      async run(lab: Lab) {
        for (const trouble of troubles) {
          const test = await meet(lab, trouble, stage)
          expectTold(test, stage, code, JSON.stringify(trouble))
        }
        await lab.network.released()
        expect(lab.network.strayed, 'redirects followed').toBe(0)
      },
    })),
  ),
  ...[undefined, 7].flatMap((seconds) =>
    STAGES.map((stage) => ({
      sentence: `is told to slow down ${WHEN[stage]}, ${seconds === undefined ? 'without saying' : 'and for'} how long, and does not try again at once`,
      run: (lab: Lab) => slowDown(lab, stage, seconds),
    })),
  ),
]

/** A check that meets this trouble from this stage on. */
async function meet(lab: Lab, trouble: Trouble, stage: Stage): Promise<ConnectionTest> {
  const usual = await lab.usualExchanges()
  const before = lab.network.exchanges.length
  const waits = trouble.kind === 'silence' || trouble.kind === 'stall'
  const connection = lab.connect(lab.bench.setup(), waits ? DEADLINE_SECONDS : undefined)
  lab.network.trouble = stage === 'signIn' ? trouble : undefined
  const test = await connection.check(() => {
    lab.network.trouble = trouble
  })
  lab.network.trouble = undefined
  expect(lab.network.exchanges.length - before, 'exchanges, of which a healthy check makes more').toBeLessThanOrEqual(
    usual,
  )
  return test
}

function expectTold(test: ConnectionTest, stage: Stage, code: string, trouble: string): void {
  expect(test.problem?.code, trouble).toBe(code)
  expect(test.health, trouble).toBe('serviceError')
  expect(test.tenant, `the tenant, of which nothing could be read (${trouble})`).toBeUndefined()
  if (stage === 'signIn') {
    expect(test.checks.authentication, trouble).toMatchObject({ status: 'failed', problem: { code } })
    return
  }
  expect(test.checks.authentication.status, trouble).toBe('passed')
  for (const { probe, status, problem } of test.checks.apiCalls.items) {
    expect({ probe, status, code: problem?.code }, trouble).toEqual({ probe, status: 'failed', code })
  }
}

/** A refused call may be tried again after a pause, and not often. */
const MOST_TRIES = 3
const PAUSE_MS = 900

async function slowDown(lab: Lab, stage: Stage, seconds: number | undefined): Promise<void> {
  const usual = await lab.usualExchanges()
  await lab.bench.throttle(stage, seconds)
  const before = lab.network.exchanges.length
  const test = await lab.connect().check()
  const exchanges = lab.network.exchanges.slice(before)
  const atOnce = exchanges.filter(({ at }) => at - (exchanges[0]?.at ?? 0) < PAUSE_MS)
  expect(atOnce.length, 'exchanges within a second of a refusal').toBeLessThanOrEqual(usual)
  expect(exchanges.length, 'exchanges while throttled').toBeLessThanOrEqual(MOST_TRIES * usual)
  expect(test.notes).toEqual(['throttled'])
  const problems =
    stage === 'signIn'
      ? [test.problem]
      : test.checks.apiCalls.items.map(({ status, problem }) => (status === 'limited' ? problem : undefined))
  if (stage === 'calls') expect(test.health, 'throttling says nothing about health').toBe('connected')
  for (const problem of problems) {
    expect(problem).toMatchObject({ code: 'throttled', retryable: true })
    expect(problem?.retryAfterSeconds).toBe(seconds)
  }
}
