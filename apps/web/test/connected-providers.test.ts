import { describe, expect, it } from 'vitest'
import { assistantsOf, helpSentence } from '../src/features/connections/assistants.js'
import { disconnectConsequences } from '../src/features/connections/disconnect-consequences.js'
import { simulatedValues } from '../src/features/simulator/simulated-values.js'
import { provider } from './provider-sample.js'

const nothing = { connections: [], available: [] }
const none = { tenants: nothing, consent: nothing, bulkConsent: nothing, mailboxes: nothing, people: nothing }
const zenith = { providerId: 'zenith', providerName: 'Zenith', kind: 'client', kindName: 'Client' }
const acme = { providerId: 'acme', providerName: 'Acme', kind: 'app', kindName: 'App' }

describe('providers that help in the tenants of another', () => {
  it('are none where no such plugin is installed (S3.43)', () => {
    const capabilities = { ...none, mailboxes: { connections: [{ id: 'own', name: 'Own', ...acme }], available: [] } }
    expect(assistantsOf(capabilities, 'acme')).toEqual([])
  })

  it('are offered with all they could do, while not connected (S3.4, S3.49)', () => {
    const offered = { connections: [], available: [zenith] }
    const [assistant, ...others] = assistantsOf({ ...none, bulkConsent: offered, mailboxes: offered }, 'acme')
    expect(others).toEqual([])
    expect(assistant).toMatchObject({ providerId: 'zenith', connected: false, helps: ['bulkConsent', 'mailboxes'] })
    expect(helpSentence(assistant!)).toBe(
      'Zenith grants consent in many tenants at once, and serves mailboxes and distribution lists where our own app holds no role.',
    )
  })

  it('are connected once one of their connections is in use', () => {
    const connected = { connections: [{ id: 'z', name: 'Z', ...zenith }], available: [] }
    expect(assistantsOf({ ...none, bulkConsent: connected }, 'acme')).toMatchObject([{ connected: true }])
  })
})

describe('what disconnecting changes', () => {
  it('begins with the companies whose mailboxes nothing else serves (S3.57)', () => {
    const mailboxes = [
      { id: '1', name: 'Fabrikam' },
      { id: '2', name: 'Litware' },
    ]
    const [first, second] = disconnectConsequences({ tenants: 0, mailboxes, capabilities: ['bulkConsent'] })
    expect(first).toMatch(
      /^In 2 companies nothing else serves mailboxes\. Users, passwords and groups keep working there\.$/,
    )
    expect(second).toMatch(/^Consent for many companies at once/)
  })

  it('says how many companies are no longer shown', () => {
    expect(disconnectConsequences({ tenants: 51, mailboxes: [], capabilities: [] })[0]).toMatch(/^51 companies/)
  })

  it('names no company where none loses anything, or it is not known', () => {
    for (const preview of [undefined, { tenants: 0, mailboxes: [], capabilities: [] }]) {
      expect(disconnectConsequences(preview).join(' ')).not.toMatch(/compan/)
    }
  })
})

describe('the values of the simulated cloud', () => {
  const app = (name: string) => ({
    kind: 'acmeApp',
    name,
    tenantId: 't',
    clientId: name,
    clientSecret: 's',
    values: { accountId: `account of ${name}`, secret: 's', cloud: 'eu' },
  })
  const simulated = {
    ...provider,
    connectionKinds: provider.connectionKinds.map((kind) => ({ ...kind, simulatedApp: 'acmeApp' })),
  }

  it('stand under the labels of the form, and what is not one of its fields is left out', () => {
    const [section] = simulatedValues([app('One')], [simulated], [])
    expect(section).toMatchObject({ providerId: 'acme', kind: 'app', title: 'Acme' })
    expect(section?.apps[0]?.values.map(({ label }) => label)).toContain('Account ID')
    expect(section?.apps[0]?.values.map(({ value }) => value)).not.toContain('eu')
  })

  it('are those of kinds that the simulation has apps for', () => {
    expect(simulatedValues([app('One')], [provider], [])).toEqual([])
  })
})
