import type { ConnectionSetup } from '@tenantry/core'
import type { ProviderBench, Stage } from '@tenantry/core/testing'
import { FakeHarbour, type Marina } from './fake-harbour.js'

const NORTH: Marina = {
  name: 'North Marina',
  clientId: 'north-client',
  secret: 'north-secret-w9c2kq7x',
  expired: false,
  permissions: ['account.read', 'boats.read', 'crew.read'],
  crew: [{ id: 'p1', name: 'Grace Tiller', mail: 'grace@north.example', ashore: false }],
}
const SOUTH: Marina = { ...NORTH, name: 'South Marina', secret: 'south-secret-7fj3mz0p' }

/** The fake, as the conformance suite wants to handle it. */
export class HarbourBench implements ProviderBench {
  readonly #harbour = new FakeHarbour()
  readonly mistakes = {
    wrongSecret: { setup: () => this.#setup('north', { secret: 'not-the-secret-d41d8cd9' }) },
    wrongTenant: { setup: () => this.#setup('nowhere', {}) },
    wrongClient: { setup: () => this.#setup('north', { clientId: 'no-client' }) },
  }
  readonly wider = { needed: 'boats.read', by: 'boats.manage' }
  readonly forbidden = ['https://api.harbour.example/logbooks', 'https://api.harbour.example/LOGBOOKS/7']

  readonly reach = {
    setup: () => ({ ...this.setup(), sets: ['crew'] }),
    tenant: () => ({ tenantId: 'north' }),
    unreached: () => ({ tenantId: 'nowhere' }),
  }

  start = () => this.#harbour.start()
  stop = () => this.#harbour.stop()

  reset() {
    this.#harbour.marinas = new Map([
      ['north', NORTH],
      ['south', SOUTH],
    ])
    this.#harbour.throttled = undefined
  }

  setup = () => this.#setup('north', {})
  otherTenant = () => this.#setup('south', { secret: SOUTH.secret })
  expireCredential = () => this.#changeNorth({ expired: true })
  grant = (permissions: readonly string[]) => this.#changeNorth({ permissions })

  throttle(stage: Stage, seconds?: number) {
    const host = stage === 'signIn' ? 'login.harbour.example' : 'api.harbour.example'
    this.#harbour.throttled = { host, ...(seconds !== undefined && { seconds }) }
  }

  secrets = () => [NORTH.secret, SOUTH.secret, 'not-the-secret-d41d8cd9']

  #changeNorth(change: Partial<Marina>) {
    this.#harbour.marinas.set('north', { ...NORTH, ...change })
  }

  #setup(account: string, { clientId = NORTH.clientId, secret = NORTH.secret }): ConnectionSetup {
    return {
      kind: 'marina',
      config: { account, clientId },
      credential: { kind: 'clientSecret', values: { secret } },
      sets: ['boats'],
    }
  }
}
