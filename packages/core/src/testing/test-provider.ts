import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import type { ProviderPlugin } from '../plugin.js'
import type { ProviderBench } from './bench.js'
import type { Check } from './check.js'
import { capabilityChecks } from './checks/capabilities.js'
import { declarationChecks } from './checks/declaration.js'
import { isolationChecks } from './checks/isolation.js'
import { permissionChecks } from './checks/permissions.js'
import { readerChecks } from './checks/readers.js'
import { signInChecks } from './checks/sign-in.js'
import { tenantChecks } from './checks/tenants.js'
import { troubleChecks } from './checks/trouble.js'
import { Lab } from './lab.js'

const TIMEOUT = 60_000

/** Everything that is asked of a provider, sentence by sentence. */
export function conformance(plugin: ProviderPlugin, bench: ProviderBench): Check[] {
  return [
    ...declarationChecks,
    ...signInChecks(plugin, bench),
    ...permissionChecks(bench),
    ...troubleChecks,
    ...isolationChecks(bench),
    ...capabilityChecks(plugin, bench.reach),
    ...tenantChecks(plugin, bench.reach),
    ...readerChecks(plugin, bench.reach),
  ]
}

/**
 * Registers the conformance suite with vitest. After each sentence it also holds that every error explains itself, that
 * no secret shows anywhere, and that nothing left but through the host.
 *
 * @example
 * testProvider(harbour, new HarbourBench())
 */
export function testProvider(plugin: ProviderPlugin, bench: ProviderBench): void {
  describe(`${plugin.name} keeps the contract of a provider`, () => {
    let lab: Lab
    beforeAll(async () => {
      lab = await Lab.open(plugin, bench)
    }, TIMEOUT)
    afterAll(() => lab.close())
    beforeEach(() => lab.reset())
    for (const check of conformance(plugin, bench)) {
      it(
        check.sentence,
        async () => {
          await check.run(lab)
          lab.verify()
        },
        check.timeout ?? TIMEOUT,
      )
    }
  })
}
