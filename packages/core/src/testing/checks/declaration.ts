import { expect } from 'vitest'
import { pluginFaults } from '../../accept-plugin.js'
import { activeSets, comparePermissions } from '../../permissions.js'
import type { Check } from '../check.js'

/** What a plugin says of itself. */
export const declarationChecks: Check[] = [
  {
    sentence: 'is accepted by the platform',
    run: ({ plugin }) => expect(pluginFaults(plugin)).toEqual([]),
  },
  {
    sentence: 'describes every error it declares: what, why and what to do',
    run({ plugin }) {
      for (const error of plugin.errors) {
        const { code, title, why, fix, status } = error.describe()
        expect(title, `title of ${code}`).toMatch(/\S/)
        expect(why, `why of ${code}`).toMatch(/\S.*\.$/s)
        expect(fix, `fix of ${code}`).toMatch(/\S.*\.$/s)
        expect(`${why} ${fix}`, `sentences of ${code}`).not.toMatch(/undefined|\[object|NaN/)
        expect(status, `status of ${code}`).toBeGreaterThanOrEqual(400)
      }
    },
  },
  {
    sentence: 'asks for every permission that its probes need',
    run({ plugin }) {
      for (const probe of plugin.probes.filter(({ permissions }) => permissions.length > 0)) {
        for (const { id } of plugin.connectionKinds) {
          const asked = activeSets(plugin.permissionSets, id, [probe.set]).flatMap(({ permissions }) => permissions)
          const held = asked.map(({ name }) => name)
          if (!plugin.permissionSets.some((set) => set.id === probe.set && (set.kinds?.includes(id) ?? true))) continue
          const enough = comparePermissions(probe.permissions, held, plugin.lattice)
          expect(
            enough.some(({ status }) => status !== 'missing'),
            `${probe.id} can run with the permissions of ${probe.set}`,
          ).toBe(true)
        }
      }
    },
  },
  {
    sentence: 'sends nothing before it is asked to',
    async run(lab) {
      const connection = lab.connect()
      await new Promise((resolve) => setImmediate(resolve))
      expect(connection.asked).toBe(0)
    },
  },
  {
    sentence: 'has the calls it forbids itself refused, and hosts that are not its own',
    async run(lab) {
      const { host, records } = lab.connectAside()
      for (const { pattern, what } of lab.plugin.forbiddenCalls) {
        const ruledOut = lab.bench.forbidden.some((url) =>
          pattern.test(`GET ${new URL(url).host}${new URL(url).pathname}`),
        )
        expect(ruledOut, `an address of the bench is ruled out by the rule against ${what}`).toBe(true)
      }
      const elsewhere = [
        'https://elsewhere.example/',
        ...lab.plugin.hosts(lab.bench.setup()).map((name) => `http://${name}/`),
      ]
      for (const url of [...lab.bench.forbidden, ...elsewhere]) {
        await expect(host.fetch(url), url).rejects.toMatchObject({ code: 'call_forbidden' })
      }
      expect(records).toHaveLength(lab.bench.forbidden.length + elsewhere.length)
      expect(lab.network.exchanges).toEqual([])
    },
  },
]
