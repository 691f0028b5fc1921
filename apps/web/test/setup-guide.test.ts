import { describe, expect, it } from 'vitest'
import { fill, knownNames, waitsFor } from '../src/features/connections/fill.js'
import SetupGuide from '../src/features/connections/SetupGuide.vue'
import { serveHttp } from './http.js'
import { mountInApp } from './mount-in-app.js'
import { passedTest, provider } from './provider-sample.js'

serveHttp()
const kind = provider.connectionKinds[0]!

async function opened(props: Record<string, unknown> = {}) {
  const { wrapper } = await mountInApp(SetupGuide, {
    organizationId: 'org',
    provider,
    kind,
    config: { region: 'us' },
    sets: ['base'],
    current: 'register',
    ticked: [],
    ...props,
  })
  return wrapper
}
const done = (wrapper: Awaited<ReturnType<typeof opened>>) =>
  wrapper
    .findAll('nav li')
    .filter((step) => step.text().includes('(done)'))
    .map((step) => step.text().replace(/ ?\(done\).*/, ''))

describe('the guided setup', () => {
  it('S3.58: names who may do a step and who may not', async () => {
    const wrapper = await opened()
    expect(wrapper.get('article').text()).toContain('Who: Administrator.')
    expect(wrapper.get('article').text()).toContain('Not enough: Reader.')
  })

  it('S1.3: links into the portal that belongs to what was chosen', async () => {
    const wrapper = await opened()
    expect(wrapper.get('article a').attributes('href')).toBe('https://us.acme.example/new')
  })

  it('says what a link still waits for', async () => {
    const wrapper = await opened({ current: 'consent' })
    expect(wrapper.find('article a').exists()).toBe(false)
    expect(wrapper.get('article').text()).toContain('once Account ID is entered below')
  })

  it('ticks what a passed check proves and what must have come before it', async () => {
    const permissionsOnly = {
      ...passedTest,
      checks: { ...passedTest.checks, apiCalls: { status: 'failed', durationMs: 1, items: [] } },
    }
    expect(done(await opened({ test: permissionsOnly }))).toEqual(['Register an app', 'Grant consent'])
  })

  it('S3.18: ticks each permission that the test found granted, and none before a test', async () => {
    const grants = (wrapper: Awaited<ReturnType<typeof opened>>) =>
      wrapper.findAll('[aria-label=Permissions] li').map((row) => row.text())
    const before = grants(await opened({ current: 'consent' }))
    expect(before.length).toBeGreaterThan(0)
    for (const row of before) expect(row).toContain('Not tested yet')
    const items = [{ set: 'base', name: 'Base.Read', status: 'granted' }]
    const permissions = { status: 'passed', durationMs: 1, items }
    const test = { ...passedTest, checks: { ...passedTest.checks, permissions } }
    expect(grants(await opened({ current: 'consent', test }))).toEqual(['Base.ReadGranted'])
  })

  it('never ticks by itself what cannot be verified', async () => {
    expect(done(await opened({ test: passedTest }))).not.toContain('Tell the agents')
    expect(done(await opened({ ticked: ['agents'] }))).toEqual(['Tell the agents'])
  })
})

describe('names in a guide’s texts', () => {
  it('are filled from the form and from what its choices fill in', () => {
    const known = knownNames(kind, { accountId: ' a-1 ', region: 'eu' })
    expect(fill('https://{portal}/apps/{accountId}', known)).toBe('https://eu.acme.example/apps/a-1')
  })

  it('know the address of this server that a consent may come back to (§0.2 #9)', () => {
    expect(fill('{returnTo}', knownNames(kind, {}))).toBe(`${location.origin}/api/v1/consent-returns`)
  })

  it('leave a text unfinished while one is missing', () => {
    const known = knownNames(kind, { accountId: '', region: 'eu' })
    expect(fill('https://{portal}/apps/{accountId}', known)).toBeNull()
    expect(waitsFor('https://{portal}/apps/{accountId}', known, kind)).toEqual(['Account ID'])
  })
})
