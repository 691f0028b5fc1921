import type { ConnectionSetup } from '@tenantry/core'
import type { ProviderBench, Stage } from '@tenantry/core/testing'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { apiClient, origins, setupOf } from './clients.js'

const WRONG_SECRET = 'Wrg8Q~ThisIsNotTheSecretOfAnyAppAtAll.0000'

const GRAPH = '00000003-0000-0000-c000-000000000000'
const USER_READ = { id: 'df021288-bdef-4463-88db-98f22de89214', name: 'User.Read.All' }

/** The simulated CIPP, as the conformance suite wants to handle it. */
export class CippBench implements ProviderBench {
  #simulator: Simulator | undefined
  readonly mistakes = {
    wrongSecret: { setup: () => this.#withSecret(WRONG_SECRET) },
    wrongTenant: { setup: () => this.#changed({ tenantId: 'aaaaaaaa-0000-4000-8000-000000000000' }) },
    wrongClient: { setup: () => this.#changed({ clientId: 'bbbbbbbb-0000-4000-8000-000000000000' }) },
  }
  readonly wider = { needed: 'CIPP.Core.Read', by: 'CIPP.Core.ReadWrite' }

  get forbidden() {
    const { api } = origins(this.simulator)
    return ['AddUser', 'ListMFAUsers', 'ExecGroupsDelete', 'listtenants', 'ListTenants/all', '$batch'].map(
      (name) => `${api}/api/${name}`,
    )
  }

  readonly reach = {
    setup: () => setupOf(this.simulator, 'editor'),
    tenant: () => this.#customer('northwindtraders.example'),
    unreached: () => ({ tenantId: 'cccccccc-0000-4000-8000-000000000000', name: 'Nowhere' }),
    order: () => ({
      name: 'Tenantry',
      request: {
        appId: this.simulator.apps.find(({ kind }) => kind === 'partner')?.clientId ?? '',
        apis: [{ id: GRAPH, name: 'Microsoft Graph', permissions: [USER_READ] }],
      },
    }),
  }

  async start() {
    this.#simulator = await startSimulator({ scenario: 'msp-50', limits: 'off' })
    return this.#simulator.url
  }

  stop = () => this.simulator.stop()
  reset = () => this.simulator.reset()

  get simulator(): Simulator {
    if (!this.#simulator) throw new Error('The bench is not started.')
    return this.#simulator
  }

  setup = () => setupOf(this.simulator, 'custom-role')

  expireCredential = () => {
    const { tenantId, clientId } = apiClient(this.simulator, 'custom-role')
    this.simulator.tenant(tenantId).expireSecret({ clientId })
  }

  grant = (permissions: readonly string[]) =>
    this.simulator.tenant(apiClient(this.simulator, 'custom-role').tenantId).changeCipp({ onboarding: permissions })

  throttle(stage: Stage, seconds?: number) {
    const path = stage === 'calls' ? { path: '/api/ListTenants' } : {}
    const service = stage === 'signIn' ? 'login' : 'cipp'
    this.simulator.addFault({ kind: 'throttle', service, retryAfter: seconds ?? 'none', ...path })
  }

  secrets = () => [WRONG_SECRET, ...this.simulator.apps.map(({ clientSecret }) => clientSecret)]

  #customer(defaultDomain: string) {
    const found = this.simulator.tenants.find((tenant) => tenant.defaultDomain === defaultDomain)
    return { tenantId: found?.id ?? '', name: found?.name ?? '', defaultDomain }
  }

  #withSecret(clientSecret: string): ConnectionSetup {
    return { ...this.setup(), credential: { kind: 'clientSecret', values: { clientSecret } } }
  }

  #changed(config: Partial<ConnectionSetup['config']>): ConnectionSetup {
    return setupOf(this.simulator, 'custom-role', config)
  }
}
