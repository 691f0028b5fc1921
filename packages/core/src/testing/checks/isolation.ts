import { expect } from 'vitest'
import type { ConnectionTest } from '../../check-connection.js'
import type { Check } from '../check.js'
import type { Lab } from '../lab.js'
import { expectHealthy } from './sign-in.js'
import type { ProviderBench, Stage } from '../bench.js'

/** Cancellation, and connections that know nothing of each other. */
export function isolationChecks(bench: ProviderBench): Check[] {
  return [
    {
      sentence: 'stops at once when it is cancelled at sign-in, and says so',
      async run(lab) {
        const test = await cancelDuring(lab, 'signIn')
        expect(test.checks.authentication).toMatchObject({ status: 'failed', problem: { code: 'cancelled' } })
      },
    },
    {
      sentence: 'stops at once when it is cancelled at the calls after it, and says so',
      async run(lab) {
        const test = await cancelDuring(lab, 'calls')
        for (const { probe, problem } of test.checks.apiCalls.items) expect(problem?.code, probe).toBe('cancelled')
      },
    },
    ...wrongSecretChecks(bench),
    ...otherTenantChecks(bench),
  ]
}

async function cancelDuring(lab: Lab, stage: Stage): Promise<ConnectionTest> {
  const connection = lab.connect()
  const silence = () => {
    lab.network.trouble = { kind: 'silence' }
  }
  let sentBefore = 0
  lab.network.onSilence = () => {
    sentBefore = lab.network.exchanges.length
    connection.cancel()
  }
  if (stage === 'signIn') silence()
  const test = await connection.check(silence)
  expect(test.problem?.code).toBe('cancelled')
  await lab.network.released()
  const sentAfter = lab.network.exchanges.length - sentBefore
  // Calls that were on their way together may arrive together; none is started after.
  expect(sentAfter, 'exchanges begun after the cancellation').toBeLessThan(lab.plugin.probes.length)
  expect((await connection.check()).problem?.code, 'a later check on a cancelled connection').toBe('cancelled')
  expect(lab.network.exchanges.length - sentBefore).toBe(sentAfter)
  return test
}

function wrongSecretChecks({ mistakes: { wrongSecret } }: ProviderBench): Check[] {
  if (wrongSecret === 'impossible') return []
  return [
    {
      sentence: 'never lets a connection with a wrong secret live on the token of one with the right secret',
      async run(lab) {
        expectHealthy(await lab.connect().check())
        const before = lab.network.exchanges.length
        const test = await lab.connect(wrongSecret.setup()).check()
        expect(test.checks.authentication.status).toBe('failed')
        const sent = lab.network.exchanges.slice(before)
        const tokens = lab.network.exchanges.slice(0, before).map(({ authorization }) => authorization)
        const borrowed = sent.filter(({ authorization }) => authorization && tokens.includes(authorization))
        expect(borrowed).toEqual([])
      },
    },
    {
      sentence: 'shows no secret in records, logs, errors and their causes, whatever goes wrong',
      async run(lab) {
        await lab.connect().check()
        await lab.connect(wrongSecret.setup()).check()
        for (const trouble of [{ kind: 'reset' }, { kind: 'half' }, { kind: 'status', status: 500 }] as const) {
          const connection = lab.connect()
          await connection.check(() => {
            lab.network.trouble = trouble
          })
          await connection.check()
          lab.network.trouble = undefined
        }
        lab.verify()
      },
    },
  ]
}

function otherTenantChecks(bench: ProviderBench): Check[] {
  if (!bench.otherTenant) return []
  return [
    {
      sentence: 'never shares a token between two tenants',
      async run(lab) {
        const [one, other] = [lab.connect(), lab.connect(bench.otherTenant?.())]
        const tokensOf = async (connection: typeof one) => {
          const before = lab.network.exchanges.length
          const { identity } = await connection.check()
          const sent = lab.network.exchanges.slice(before).flatMap(({ authorization }) => authorization ?? [])
          return { tenantId: identity?.tenantId, tokens: new Set(sent) }
        }
        const first = await tokensOf(one)
        const second = await tokensOf(other)
        const third = await tokensOf(one)
        expect(second.tenantId).toMatch(/\S/)
        expect(second.tenantId).not.toBe(first.tenantId)
        expect(third.tenantId).toBe(first.tenantId)
        const shared = [...second.tokens].filter((token) => first.tokens.has(token) || third.tokens.has(token))
        expect(shared).toEqual([])
      },
    },
  ]
}
