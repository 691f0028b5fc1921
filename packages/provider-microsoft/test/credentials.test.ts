import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { formFields, secretFields } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { partnerConfig, singleTenantConfig } from '../src/config.js'
import { clientCertificate, clientSecret, credentialKinds, federatedCredential } from '../src/credentials.js'
import { microsoft } from '../src/plugin.js'
import { failure, open } from './support/connection.js'
import { type CredentialId, credentialOf, findApp } from './support/setups.js'

const pem = (name: string) => readFileSync(new URL(`support/${name}`, import.meta.url), 'utf8')
const GUID = '11111111-2222-3333-4444-555555555555'

describe('The credential forms', () => {
  it('offer what has no secret first, and the secret last (S-09)', () => {
    expect(credentialKinds.map(({ id }) => id)).toEqual(['federatedCredential', 'clientCertificate', 'clientSecret'])
    for (const { credentials } of microsoft.connectionKinds) {
      expect(credentials).toEqual(credentialKinds.map(({ id }) => id))
    }
  })

  it.each([
    ['federatedCredential', []],
    ['clientCertificate', ['privateKey']],
    ['clientSecret', ['clientSecret']],
  ])('keep secret of %s: %j', (id, secrets) => {
    const kind = credentialKinds.find((candidate) => candidate.id === id)
    expect(kind && secretFields(kind.schema)).toEqual(secrets)
  })

  it('ask for the date when a secret expires, where we may not read it (S4.40)', () => {
    expect(formFields(clientSecret)).toContainEqual(
      expect.objectContaining({ name: 'expiresAt', type: 'date', required: false }),
    )
  })
})

describe('A client secret', () => {
  const parse = (text: string) => clientSecret.safeParse({ clientSecret: text })

  it('is trimmed (§0.2 #8)', () => {
    expect(parse(' \tAbc8Q~secret.value \r\n').data).toEqual({ clientSecret: 'Abc8Q~secret.value' })
  })

  it.each([[GUID], [` ${GUID} `], [GUID.toUpperCase()]])(
    'that is the secret’s id is told as such: %j (S0.37, S1.32)',
    (id) => {
      expect(parse(id).error?.issues[0]?.message).toContain('This looks like the Secret ID')
    },
  )

  it.each([[''], ['   ']])('that is empty is refused: %j', (text) => {
    expect(parse(text).success).toBe(false)
  })
})

describe('A certificate', () => {
  const certificate = pem('unregistered.pem')
  const privateKey = pem('unregistered.key.pem')
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const elliptic = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const locked = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const issues = (values: object) =>
    clientCertificate.safeParse(values).error?.issues.map(({ path, message }) => ({ path: path.join('.'), message }))

  it('is accepted with its own key, with room around it', () => {
    expect(
      clientCertificate.safeParse({ certificate: `\n${certificate}\n`, privateKey: `  ${privateKey}` }).success,
    ).toBe(true)
  })

  it('is refused with another key, at the field of the key', () => {
    expect(issues({ certificate, privateKey: other.privateKey })).toEqual([
      { path: 'privateKey', message: 'This private key does not belong to the certificate above.' },
    ])
  })

  it.each([
    ['an elliptic key, which Entra does not take', elliptic.privateKey],
    ['a key under a passphrase', locked.privateKey],
    ['a public key', other.publicKey],
    ['its own certificate again', certificate],
    ['nonsense', 'MIIE'],
  ])('is refused with %s', (_, key) => {
    expect(issues({ certificate, privateKey: key })?.map(({ path }) => path)).toEqual(['privateKey'])
  })

  it.each([[''], ['nonsense'], [privateKey], [other.publicKey]])('is refused when it is none: %#', (text) => {
    expect(issues({ certificate: text, privateKey })?.map(({ path }) => path)).toContain('certificate')
  })

  it('is refused without repeating the key', () => {
    const answer = clientCertificate.safeParse({ certificate, privateKey: other.privateKey })
    expect(JSON.stringify(answer.error)).not.toContain(other.privateKey.split('\n')[1])
  })
})

describe('A token name', () => {
  it.each([['../secret'], ['a/b'], ['a\\b'], ['a b'], [''], ['a\u0000'], ['x'.repeat(101)]])(
    'leads out of no folder: %j',
    (tokenName) => {
      expect(federatedCredential.safeParse({ tokenName }).success).toBe(false)
    },
  )
})

describe('The settings', () => {
  const config = (changes: object) => singleTenantConfig.safeParse({ tenantId: GUID, clientId: GUID, ...changes })

  it('take a tenant by id or by verified domain, trimmed (S0.7)', () => {
    expect(config({ tenantId: ' contoso.onmicrosoft.com ' }).data).toMatchObject({
      tenantId: 'contoso.onmicrosoft.com',
    })
    expect(config({ tenantId: `${GUID}\n` }).data).toMatchObject({ tenantId: GUID, cloud: 'global' })
  })

  it('ask a partner for the same, in a partner’s words', () => {
    expect(formFields(partnerConfig).map(({ label }) => label)).toEqual(['Client ID', 'Partner tenant ID', 'Cloud'])
  })

  it.each([
    ['common'],
    ['organizations'],
    ['consumers'],
    ['contoso'],
    ['https://contoso.com'],
    ['contoso.com/x'],
    ['contoso.com?x'],
    ['-contoso.com'],
    ['con toso.com'],
    [`{${GUID}}`],
    [''],
  ])('take no tenant called %j', (tenantId) => {
    expect(config({ tenantId }).success).toBe(false)
  })

  it.each([['client'], [`${GUID}0`], [`{${GUID}}`], [GUID.replaceAll('-', '')], ['']])(
    'take no client called %j (S0.6)',
    (clientId) => {
      expect(config({ clientId }).success).toBe(false)
    },
  )

  it('take no cloud that does not exist', () => {
    expect(config({ cloud: 'moon' }).success).toBe(false)
  })

  // What a literal or a path could be broken with, at each end and in the middle of a right value.
  const breakers = [
    "'",
    "''",
    '%27',
    '"',
    ')',
    ' or 1 eq 1',
    '/',
    '\\',
    '..',
    '%2f',
    '?',
    '#',
    '&',
    '$filter=',
    ';',
    '\n',
    '\u0000',
    '’',
    '＇',
    'ʼ',
    '\u202e',
    '(',
    '{',
    '@',
    ':',
    '|',
    '`',
    '$(x)',
  ]

  it('let nothing through that could end an OData literal or a path (S-21)', () => {
    const passed = [GUID, 'contoso.com'].flatMap((right) =>
      breakers.flatMap((breaker) =>
        Array.from({ length: right.length + 1 }, (_, at) => right.slice(0, at) + breaker + right.slice(at)).flatMap(
          (text) => [config({ clientId: text }).data?.clientId ?? '', config({ tenantId: text }).data?.tenantId ?? ''],
        ),
      ),
    )
    expect(passed.length).toBeGreaterThan(2000)
    expect(passed.filter((value) => !/^[0-9a-z.-]*$/i.test(value) || value.includes('..'))).toEqual([])
  })
})

describe('When the credential ends', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'demo' })
  })
  beforeEach(() => simulator.reset())
  afterAll(() => simulator.stop())

  const app = () => findApp(simulator, 'singleTenant')
  const tenant = () => simulator.tenant(app().tenantId)
  const life = async (credential: CredentialId = 'clientSecret', sets: string[] = ['apps']) => {
    const { tenantId, clientId } = app()
    const config = { tenantId, clientId, cloud: 'global' }
    const setup = { kind: 'singleTenantApp', config, credential: credentialOf(app(), credential), sets }
    const connection = open(simulator, setup)
    return { ...connection, test: await connection.check() }
  }
  const seconds = (date: string | undefined) => Math.floor(Date.parse(date ?? '') / 1000)

  it('is read of the secret in use, which is known again by its hint', async () => {
    const { test } = await life()
    expect(seconds(test.credential?.expiresAt)).toBe(seconds(app().secretExpires))
    expect(test.credential?.all).toContainEqual(
      expect.objectContaining({ id: app().secretId, kind: 'secret', hint: app().clientSecret.slice(0, 3) }),
    )
  })

  it('is not mistaken for the end of another secret of the same app', async () => {
    const first = app()
    tenant().addSecret({ days: 10 })
    const setup = {
      kind: 'singleTenantApp',
      config: { tenantId: first.tenantId, clientId: first.clientId, cloud: 'global' },
      credential: credentialOf(first, 'clientSecret'),
      sets: ['apps'],
    }
    const old = await open(simulator, setup).check()
    const { test } = await life()
    expect(seconds(old.credential?.expiresAt)).toBe(seconds(first.secretExpires))
    expect(seconds(test.credential?.expiresAt)).toBe(seconds(app().secretExpires))
    expect(test.credential?.all?.filter(({ kind }) => kind === 'secret')).toHaveLength(2)
  })

  it('shows the credentials of the app newest first, and never their values', async () => {
    tenant().addSecret({ days: 10 })
    const { test } = await life()
    const starts = test.credential?.all?.map(({ startsAt }) => startsAt ?? '') ?? []
    expect(starts).toEqual(starts.toSorted().toReversed())
    expect(JSON.stringify(test.credential)).not.toContain(app().clientSecret)
  })

  it('is left open when two secrets that are alive begin alike', async () => {
    const hint = app().clientSecret.slice(0, 3)
    const key = (keyId: string, endDateTime: string) => ({
      keyId,
      hint,
      displayName: null,
      startDateTime: null,
      endDateTime,
    })
    const { tenantId, clientId } = app()
    const credential = credentialOf(app(), 'clientSecret')
    const endings = async (...ends: string[]) => {
      const connection = open(
        simulator,
        { kind: 'singleTenantApp', config: { tenantId, clientId, cloud: 'global' }, credential, sets: ['apps'] },
        {
          answer: (url) =>
            url.includes('/applications(')
              ? Response.json({
                  id: 'a',
                  appId: clientId,
                  passwordCredentials: ends.map((end, index) => key(String(index), end)),
                  keyCredentials: [],
                })
              : undefined,
        },
      )
      return (await connection.check()).credential?.expiresAt
    }
    expect(await endings('2090-01-01T00:00:00Z', '2091-01-01T00:00:00Z')).toBeUndefined()
    expect(await endings('2090-01-01T00:00:00Z', '2020-01-01T00:00:00Z')).toBe('2090-01-01T00:00:00Z')
  })

  it('is not known where it may not be read, and nothing is the worse for it', async () => {
    tenant().withholdPermissions({ permissions: ['Application.Read.All', 'Directory.Read.All'] })
    const { test, microsoft: connection } = await life()
    expect(test).not.toHaveProperty('credential')
    expect(test.problem?.why).toContain('Application.Read.All')
    expect((await failure(microsoft.credentialLife?.(connection as never) ?? Promise.resolve())).code).toBe(
      'permission_missing',
    )
  })

  it('is not even asked for when the feature is switched off', async () => {
    const { test, sent } = await life('clientSecret', [])
    expect(test).not.toHaveProperty('credential')
    expect(sent.filter(({ url }) => url.includes('/applications'))).toEqual([])
  })

  it('is read from the certificate itself, without asking anybody', async () => {
    const { test, sent } = await life('clientCertificate', [])
    expect(test.credential?.expiresAt).toMatch(/^\d{4}-/)
    expect(sent.filter(({ url }) => url.includes('/applications'))).toEqual([])
  })

  it('is never, for a federated credential', async () => {
    const { test } = await life('federatedCredential')
    expect(test).not.toHaveProperty('credential')
  })
})
