import { expect } from 'vitest'
import type { ConnectionTest } from '../../check-connection.js'
import type { ProviderPlugin } from '../../plugin.js'
import type { ProviderBench } from '../bench.js'
import type { Check } from '../check.js'

const MISTAKES = {
  wrongSecret: { what: 'a wrong secret', code: 'secret_invalid' },
  wrongTenant: { what: 'a tenant that does not exist', code: 'tenant_not_found' },
  wrongClient: { what: 'a client that the tenant does not know', code: 'app_not_found' },
} as const

/** Signing in, rightly and wrongly. */
export function signInChecks(plugin: ProviderPlugin, bench: ProviderBench): Check[] {
  return [...goodChecks(plugin), ...mistakeChecks(bench), ...expiryChecks(bench)]
}

function goodChecks(plugin: ProviderPlugin): Check[] {
  return plugin.connectionKinds.flatMap((kind) =>
    kind.credentials.map((credentialId) => {
      const credential = plugin.credentialKinds.find(({ id }) => id === credentialId)
      return {
        sentence: `connects as “${kind.name}” with “${credential?.name ?? credentialId}”: all three checks pass`,
        async run(lab) {
          const setup = lab.bench.setup(kind.id, credentialId)
          expect(setup).toMatchObject({ kind: kind.id, credential: { kind: credentialId } })
          expect(kind.config.safeParse(setup.config), 'the settings are valid').toMatchObject({ success: true })
          expect(credential?.schema.safeParse(setup.credential.values), 'the credential is valid').toMatchObject({
            success: true,
          })
          const test = await lab.connect(setup).check()
          expectHealthy(test)
          expect(test.identity?.tenantId).toMatch(/\S/)
          if (plugin.describeTenant) {
            expect(test.tenant?.tenantId).toMatch(/\S/)
            expect(test.tenant?.name).toMatch(/\S/)
          }
        },
      } satisfies Check
    }),
  )
}

function mistakeChecks(bench: ProviderBench): Check[] {
  return Object.entries(MISTAKES).flatMap(([name, { what, code }]) => {
    const mistake = bench.mistakes[name as keyof typeof MISTAKES]
    if (mistake === 'impossible') return []
    return {
      sentence: `tells ${what} (${mistake.code ?? code})`,
      async run(lab) {
        const test = await lab.connect(mistake.setup()).check()
        expectRefusedSignIn(test, mistake.code ?? code)
      },
    } satisfies Check
  })
}

function expiryChecks({ expireCredential }: ProviderBench): Check[] {
  if (expireCredential === 'impossible') return []
  return [
    {
      sentence: 'tells an expired credential from a wrong one (secret_expired)',
      async run(lab) {
        const connection = lab.connect()
        expectHealthy(await connection.check())
        await expireCredential()
        expectRefusedSignIn(await connection.check(), 'secret_expired')
      },
    },
  ]
}

/** All three checks passed, and at least one call was made. */
export function expectHealthy(test: ConnectionTest): void {
  expect(test.problem, 'a working connection has no problem').toBeUndefined()
  expect(test.notes).toEqual([])
  expect(test.health).toBe('connected')
  expect(test.checks.permissions.status).toBe('passed')
  expect(test.checks.apiCalls.items.length, 'probes of the sets switched on').toBeGreaterThan(0)
  for (const { probe, status } of test.checks.apiCalls.items) expect(status, probe).toBe('passed')
}

function expectRefusedSignIn(test: ConnectionTest, code: string): void {
  expect(test.problem?.code).toBe(code)
  expect(test).toMatchObject({
    health: 'authenticationError',
    problem: { retryable: false },
    checks: {
      authentication: { status: 'failed' },
      permissions: { status: 'skipped' },
      apiCalls: { status: 'skipped', items: [] },
    },
  })
}
