import { Global, Module } from '@nestjs/common'
import { beforeAll, describe, expect, it } from 'vitest'
import { plugins } from '../src/plugins.js'
import { PLUGINS } from '../src/providers/provider-registry.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

const LINE = '@tenantry/provider-cipp'

@Global()
@Module({
  providers: [{ provide: PLUGINS, useValue: plugins.filter(({ module }) => module !== LINE) }],
  exports: [PLUGINS],
})
class WithoutIt {}

/** Everything that can be read of the platform and of what it can do. */
const ADDRESSES = (base: string) => [
  '/api/openapi.json',
  '/api/v1/errors',
  `${base}/providers`,
  `${base}/capabilities`,
  `${base}/connections`,
  `${base}/tenants`,
  `${base}/help`,
  `${base}/who-can-do-what`,
]

async function start(modules: (typeof WithoutIt)[]) {
  const api = await startApp({ ROLE: 'api' }, { modules })
  const owner = await createOwner(api)
  return { api, owner }
}

/** What each address answers, as text. */
async function everything({ api, owner }: { api: TestApp; owner: TestPerson }): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const address of ADDRESSES(`/api/v1/organizations/${owner.organizationId}`)) {
    const { status, text } = await owner.browser.get(address)
    expect(status, address).toBeLessThan(500)
    if (status === 200) answers.set(address.replace(owner.organizationId, '{organizationId}'), text)
  }
  await api.close()
  return answers
}

describe('The line of CIPP in the list of plugins (S3.43)', () => {
  let withIt: Map<string, string>
  let without: Map<string, string>
  beforeAll(async () => {
    withIt = await everything(await start([]))
    without = await everything(await start([WithoutIt]))
  })

  it('is one line', () => {
    expect(plugins.filter(({ module }) => module === LINE)).toHaveLength(1)
  })

  it('brings it into the catalogue, the capabilities, the help and the errors', () => {
    const named = [...withIt].filter(([, text]) => /cipp/i.test(text)).map(([address]) => address)
    expect(named).toEqual(
      expect.arrayContaining([
        '/api/v1/errors',
        '/api/v1/organizations/{organizationId}/providers',
        '/api/v1/organizations/{organizationId}/capabilities',
      ]),
    )
  })

  it('taken away leaves nothing of it, and all else in its place', () => {
    for (const [address, text] of without) expect(text.match(/.{0,60}cipp.{0,60}/i)?.[0], address).toBeUndefined()
    expect([...without.keys()]).toEqual([...withIt.keys()])
  })
})
