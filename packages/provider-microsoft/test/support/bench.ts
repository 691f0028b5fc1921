import type { ConnectionSetup, DnsType } from '@tenantry/core'
import type { ProviderBench, Stage } from '@tenantry/core/testing'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { askNames } from './connection.js'
import { credentialOf, type CredentialId, findApp, READ_SETS } from './setups.js'

const WRONG_SECRET = 'Wrg8Q~ThisIsNotTheSecretOfAnyAppAtAll.0000'

/** The simulated cloud, as the conformance suite wants to handle it. */
export class MicrosoftBench implements ProviderBench {
  #simulator: Simulator | undefined
  readonly mistakes = {
    wrongSecret: { setup: () => this.#changed({ clientSecret: WRONG_SECRET }) },
    wrongTenant: { setup: () => this.#changed({ tenantId: 'aaaaaaaa-0000-4000-8000-000000000000' }) },
    wrongClient: { setup: () => this.#changed({ clientId: 'bbbbbbbb-0000-4000-8000-000000000000' }) },
  }
  readonly wider = { needed: 'Group.Read.All', by: 'Group.ReadWrite.All' }
  readonly forbidden = [
    'https://graph.microsoft.com/v1.0/users/adele/messages',
    'https://graph.microsoft.com/v1.0/users/adele/chats',
    'https://graph.microsoft.com/v1.0/users/adele/drive/root/children',
    'https://graph.microsoft.com/v1.0/users/adele/onenote/pages',
    'https://graph.microsoft.com/v1.0/users/adele/onlineMeetings/m/transcripts',
    'https://graph.microsoft.com/v1.0/users/adele/calendar/events',
    'https://graph.microsoft.com/v1.0/informationProtection/bitlocker/recoveryKeys',
    'https://graph.microsoft.com/v1.0/search/query',
    'https://contoso-admin.sharepoint.com/_api/web/lists',
    'https://graph.microsoft.com/v1.0/$batch',
  ]

  readonly reach = {
    setup: () => ({ ...this.setup('partnerApp'), sets: [...READ_SETS, 'exchange'] }),
    tenant: () => this.#customer('northwindtraders.example'),
    unreached: () => ({ tenantId: 'cccccccc-0000-4000-8000-000000000000', name: 'Nowhere' }),
  }

  async start() {
    this.#simulator = await startSimulator({ scenario: 'demo', limits: 'off' })
    return this.#simulator.url
  }

  stop = () => this.simulator.stop()
  reset = () => this.simulator.reset()

  get simulator(): Simulator {
    if (!this.#simulator) throw new Error('The bench is not started.')
    return this.#simulator
  }

  setup(kind = 'singleTenantApp', credential: string = 'clientSecret'): ConnectionSetup {
    const app = findApp(this.simulator, kind === 'partnerApp' ? 'partner' : 'singleTenant')
    return {
      kind,
      config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
      credential: credentialOf(app, credential as CredentialId),
      sets: READ_SETS,
    }
  }

  otherTenant = () => this.setup('partnerApp')
  expireCredential = () => void this.#tenant().expireSecret()

  grant(permissions: readonly string[]) {
    const tenant = this.#tenant()
    tenant.propagateSlowly({ seconds: 0 })
    tenant.grantAll()
    const apps = this.simulator.state().tenants.find(({ id }) => id === tenant.tenant.id)?.apps ?? []
    const granted = apps.flatMap((app) => app.granted)
    tenant.withholdPermissions({ permissions: granted.filter((name) => !permissions.includes(name)) })
  }

  throttle(stage: Stage, seconds?: number) {
    const service = stage === 'signIn' ? 'login' : 'graph'
    this.simulator.addFault({ kind: 'throttle', service, retryAfter: seconds ?? 'none' })
  }

  secrets = () => [
    WRONG_SECRET,
    ...this.simulator.apps.flatMap(({ clientSecret, certificate }) => [clientSecret, certificate?.privateKey ?? '']),
  ]

  resolve = (name: string, type: DnsType) => askNames(this.simulator, name, type)

  workloadToken = () => this.simulator.mintAssertion({ subject: 'workload:directory-integration' })

  #customer(defaultDomain: string) {
    const found = this.simulator.tenants.find((tenant) => tenant.defaultDomain === defaultDomain)
    return { tenantId: found?.id ?? '', name: found?.name ?? '', defaultDomain }
  }

  #tenant() {
    return this.simulator.tenant(findApp(this.simulator, 'singleTenant').tenantId)
  }

  #changed({ clientSecret, ...config }: { clientSecret?: string; tenantId?: string; clientId?: string }) {
    const setup = this.setup()
    const credential = clientSecret ? { kind: 'clientSecret', values: { clientSecret } } : setup.credential
    return { ...setup, config: { ...setup.config, ...config }, credential }
  }
}
