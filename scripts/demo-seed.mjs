// Fills a fresh installation through its own API: an MSP with its partner tenant and its customers, a company with its one
// tenant, and someone to sign in as. Safe to run again: what is there stays, and each tenant is looked at anew.

import { setTimeout } from 'node:timers/promises'

/** Who to sign in as. The demo's data is simulated, so its password is no secret. */
const DEMO_SIGN_IN = { name: 'Ada Demo', email: 'demo@tenantry.example', password: 'simulated cloud' }

const MSP = 'Meridian Managed Services'
const COMPANY = 'Contoso'

/** Everything that an assessment reads. */
const CONFIGURATION =
  'roles applications directorySettings auditLog accessReviews licenceUse mfa sharepoint tenantSettings intune identityDefender hunting exchangeSettings purview teams'.split(
    ' ',
  )
const DAILY = 'users groups licences apps secureScore policies'.split(' ')

const connections = [
  {
    organization: MSP,
    name: 'Meridian partner tenant',
    kind: 'partnerApp',
    app: 'partner',
    sets: [...DAILY, 'risk', 'userChanges', 'groupChanges', 'exchange', ...CONFIGURATION],
  },
  {
    organization: COMPANY,
    name: 'Contoso tenant',
    kind: 'singleTenantApp',
    app: 'singleTenant',
    sets: [...DAILY, 'signIns', ...CONFIGURATION],
  },
]

/**
 * @param {{ url: string, apiKey: string }} installation base address, and the bootstrap key of its first start
 * @returns who to sign in as
 */
export async function seed({ url, apiKey }) {
  const asKey = caller(url, { authorization: `Bearer ${apiKey}` })
  const [first] = (await asKey('GET', '/organizations')).items
  if (first.name !== MSP) await asKey('PATCH', `/organizations/${first.id}`, { name: MSP, kind: 'msp' })
  const asDemo = (await signIn(url)) ?? (await joinAsOwner(url, asKey, first.id))

  const organizations = (await asDemo('GET', '/organizations')).items
  const company =
    organizations.find(({ name }) => name === COMPANY) ??
    (await asDemo('POST', '/organizations', { name: COMPANY, kind: 'company' }))
  const ids = { [MSP]: first.id, [COMPANY]: company.id }
  await Promise.all(
    connections.map(async (wanted) => {
      const id = ids[wanted.organization]
      await onboard(asDemo, id, await connect(asDemo, id, wanted))
      await assess(asDemo, id)
    }),
  )
  return DEMO_SIGN_IN
}

async function connect(asDemo, organizationId, { name, kind, app, sets }) {
  const base = `/organizations/${organizationId}`
  const { items } = await asDemo('GET', `${base}/connections`)
  const known = items.find((connection) => connection.name === name)
  if (known) return known
  const { apps } = await asDemo('POST', `${base}/simulator`)
  const { tenantId, clientId, clientSecret } = apps.find((candidate) => candidate.kind === app)
  return asDemo('POST', `${base}/connections`, {
    providerId: 'microsoft',
    kind,
    name,
    sets,
    simulated: true,
    config: { tenantId, clientId },
    credential: { kind: 'clientSecret', values: { clientSecret } },
  })
}

/** Lists the tenants of a connection and signs in to each, as far as they let it. */
async function onboard(asDemo, organizationId, { id: connectionId }) {
  const base = `/organizations/${organizationId}`
  await ended(asDemo, base, await asDemo('POST', `${base}/connections/${connectionId}/tenant-syncs`))
  const { runs } = await asDemo('POST', `${base}/tenant-verifications`, { filter: { connectionId } })
  await Promise.all(runs.map((run) => ended(asDemo, base, run)))
}

/** Has all tenants assessed, unless they have been. It goes on while one looks around. */
async function assess(asDemo, organizationId) {
  const base = `/organizations/${organizationId}`
  const { items } = await asDemo('GET', `${base}/assessments?limit=1`)
  if (items.length === 0) await asDemo('POST', `${base}/assessments`, { name: 'First assessment', filter: {} })
}

/** Waits for a run. What a tenant refuses is part of the demo; that the run itself fails is not. */
async function ended(asDemo, base, { id }) {
  for (;;) {
    const { endedAt, status, kind, problem } = await asDemo('GET', `${base}/tenant-runs/${id}`)
    if (status === 'failed') throw new Error(`The demo's ${kind} failed: ${problem?.why ?? 'no reason given'}`)
    if (endedAt !== null) return
    await setTimeout(250)
  }
}

/** The first owner comes in by an invitation, as everyone after them does. */
async function joinAsOwner(url, asKey, organizationId) {
  const { email, name, password } = DEMO_SIGN_IN
  const { link } = await asKey('POST', `/organizations/${organizationId}/invitations`, { email, role: 'owner' })
  await caller(url)('POST', `/invitations/${link.split('/').at(-1)}/accept`, { name, password })
  return signIn(url)
}

async function signIn(url) {
  const { email, password } = DEMO_SIGN_IN
  const answer = await send(url, {}, 'POST', '/session', { email, password })
  if (answer.status === 401 || answer.status === 422) return undefined
  if (!answer.ok) throw new Error(`The demo cannot sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return caller(url, { cookie })
}

function caller(url, headers = {}) {
  return async (method, path, body) => {
    const answer = await send(url, headers, method, path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

function send(url, headers, method, path, body) {
  return fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, 'x-tenantry': '1', ...(method !== 'GET' && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}
