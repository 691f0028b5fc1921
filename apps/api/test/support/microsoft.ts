import type { Simulator } from '@tenantry/simulator'
import { expect, vi } from 'vitest'
import type { Connection } from '../../src/connections/connections.dto.js'
import type { TestPerson } from './people.js'

/** An app of the simulated cloud. */
export type SimulatedApp = Simulator['apps'][number]

/** What is changed of a plain connection with a client secret. */
export interface SetupChanges {
  name?: string
  kind?: string
  sets?: string[]
  simulated?: boolean
  config?: object
  secret?: string
  credential?: { kind: string; values: object }
}

/** The body of a request that connects an app, or tests it before that. */
export function setupOf(app: SimulatedApp, changes: SetupChanges = {}) {
  return {
    providerId: 'microsoft',
    kind: changes.kind ?? 'singleTenantApp',
    name: changes.name ?? 'Contoso',
    simulated: changes.simulated ?? true,
    sets: changes.sets ?? ['users', 'groups', 'apps'],
    config: { tenantId: app.tenantId, clientId: app.clientId, ...changes.config },
    credential: changes.credential ?? clientSecret(changes.secret ?? app.clientSecret),
  }
}

/** A client secret as it is entered. */
export function clientSecret(value: string, expiresAt?: string) {
  return { kind: 'clientSecret', values: { clientSecret: value, ...(expiresAt && { expiresAt }) } }
}

/** An organization’s connections as its owner works with them. */
export function connectionsOf(person: TestPerson, organizationId = person.organizationId) {
  const base = `/api/v1/organizations/${organizationId}/connections`
  const get = async (id: string): Promise<Connection> => {
    const { body } = await person.browser.get(`${base}/${id}`).expect(200)
    return body as Connection
  }
  return {
    base,
    get,
    connect: async (app: SimulatedApp, changes: SetupChanges = {}): Promise<Connection> => {
      const { body } = await person.browser.post(base).send(setupOf(app, changes)).expect(201)
      return body as Connection
    },
    /** Waits until the connection is like this; nobody but the schedule does anything meanwhile. */
    becomes: async (id: string, expected: object): Promise<Connection> => {
      let last: Connection | undefined
      await vi.waitFor(
        async () => {
          last = await get(id)
          expect(last).toMatchObject(expected)
        },
        { timeout: 20_000, interval: 100 },
      )
      return last as Connection
    },
  }
}
