import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Changes, type Simulator, startSimulator } from '../src/index.js'
import { type Answer, graph, tokenOf } from './client.js'

/** A company's directory for tests that write to it, and that send wrong requests on purpose. */
export interface Company {
  readonly simulator: Simulator
  readonly tenant: Changes
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  /** Takes permissions away where they were granted; the token from then on lacks them. */
  without(...permissions: string[]): Promise<void>
  /** A valid new person, created. */
  person(facts?: Record<string, unknown>): Promise<string>
  /** The ids of people that a filter finds. */
  find(filter: string): Promise<string[]>
}

export const DOMAIN = 'adatum.example'

let made = 0

/** What creating a person needs. */
export function personFacts(facts: Record<string, unknown> = {}): Record<string, unknown> {
  const name = `new.person${++made}`
  return {
    accountEnabled: true,
    displayName: 'New Person',
    mailNickname: name,
    userPrincipalName: `${name}@${DOMAIN}`,
    passwordProfile: { password: 'Vmx-42-tulip', forceChangePasswordNextSignIn: true },
    ...facts,
  }
}

/** Starts over after each test. */
export function useCompany(options: { trafficFile?: null } = { trafficFile: null }): Company {
  let simulator: Simulator
  let token = ''
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', ...options })
    token = await tokenOf(simulator)
  })
  afterEach(async () => {
    simulator.reset()
    token = await tokenOf(simulator)
  })
  afterAll(() => simulator.stop())
  const company: Company = {
    get simulator() {
      return simulator
    },
    get tenant() {
      return simulator.tenant(DOMAIN)
    },
    call: (method, path, body, headers) =>
      graph(simulator, token, path, { method, body, ...(headers ? { headers } : {}) }),
    get: (path, headers) => company.call('GET', path, undefined, headers),
    async without(...permissions) {
      const { granted } = simulator.state().tenants[0]!.apps[0]!
      company.tenant.withholdPermissions({ permissions: granted.filter((name) => permissions.includes(name)) })
      token = await tokenOf(simulator)
    },
    async person(facts) {
      const { status, body } = await company.call('POST', '/users', personFacts(facts))
      if (status !== 201) throw new Error(JSON.stringify(body))
      return String(body['id'])
    },
    async find(filter) {
      const { body } = await company.get(`/users?$filter=${filter}&$select=id`)
      return body.value.map(({ id }) => String(id))
    },
  }
  return company
}

export const EVENTUAL = { consistencylevel: 'eventual' }
