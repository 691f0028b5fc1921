import { expect } from 'vitest'
import { comparePermissions } from '../../permissions.js'
import type { ProviderBench } from '../bench.js'
import type { Check } from '../check.js'
import { expectHealthy } from './sign-in.js'

/** What is granted decides what works, from the next check on. */
export function permissionChecks({ wider }: ProviderBench): Check[] {
  return [
    {
      sentence: 'names each permission that is missing, and all else goes on',
      timeout: 180_000,
      async run(lab) {
        const needed = lab.needed()
        for (const name of needed) {
          const rest = needed.filter((other) => other !== name)
          if (comparePermissions([name], rest, lab.plugin.lattice)[0]?.status !== 'missing') continue
          await lab.bench.grant(rest)
          const test = await lab.connect().check()
          expect(test, `without ${name}`).toMatchObject({
            health: 'permissionError',
            problem: { code: 'permission_missing', why: expect.stringContaining(name) as string },
          })
          const missing = test.checks.permissions.items.filter(({ status }) => status === 'missing')
          expect(new Set(missing.map((item) => item.name)), `without ${name}`).toEqual(new Set([name]))
          expect(
            test.checks.apiCalls.items.filter(({ status }) => status === 'failed' || status === 'limited'),
            `calls without ${name}`,
          ).toEqual([])
        }
      },
    },
    {
      sentence: 'finds nothing granted where nothing is granted, and still signs in',
      async run(lab) {
        if (lab.needed().length === 0) return
        await lab.bench.grant([])
        const test = await lab.connect().check()
        expect(test.checks.authentication.status).toBe('passed')
        expect(test.checks.permissions.items.every(({ status }) => status === 'missing')).toBe(true)
        expect(test.health).toBe('permissionError')
      },
    },
    {
      sentence: 'sees at the next check what was granted or withdrawn since, with the same client',
      async run(lab) {
        const needed = lab.needed()
        if (needed.length === 0) return
        const connection = lab.connect()
        expectHealthy(await connection.check())
        await lab.bench.grant(needed.slice(0, -1))
        expect((await connection.check()).problem?.code).toBe('permission_missing')
        await lab.bench.grant(needed)
        expectHealthy(await connection.check())
      },
    },
    ...(wider
      ? [
          {
            sentence: `accepts ${wider.by} in place of ${wider.needed}`,
            async run(lab) {
              await lab.bench.grant([...lab.needed().filter((name) => name !== wider.needed), wider.by])
              const test = await lab.connect().check()
              expectHealthy(test)
              expect(test.checks.permissions.items).toContainEqual(
                expect.objectContaining({ name: wider.needed, status: 'covered', by: wider.by }),
              )
            },
          } satisfies Check,
        ]
      : []),
  ]
}
