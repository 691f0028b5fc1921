import { permissionMissing, requestRefused, serviceAbsent, serviceUnavailable } from '@tenantry/core'
import { sharePointTenant } from '@tenantry/m365/resources/sharepoint-tenant'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { certificateNeeded } from '../src/errors.js'
import { company } from './support/company.js'
import { failure } from './support/connection.js'
import { readerOf } from './support/reading.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const settings = readerOf('sharepoint.tenant')
const sites = readerOf('sharepoint.sites')
const toSharePoint = ({ url }: { url: string }) => url.includes('sharepoint.com')

/** Refuses sign-ins by their number as of no service here: 0 is that at Graph, 1 at the address, 2 by the app id. */
function refusing(numbers: readonly number[]) {
  let asked = 0
  return (url: string) =>
    url.includes('/oauth2/v2.0/token') && numbers.includes(asked++)
      ? Response.json({ error: 'invalid_resource', error_codes: [500011] }, { status: 400 })
      : undefined
}

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const page of pages) found.push(page)
  return found
}

describe('The administration of SharePoint', () => {
  it.each(['clientCertificate', 'federatedCredential'] as const)(
    'is read with a %s, and needs no role',
    async (credential) => {
      const { reading, sent } = company(simulator, { credential })
      await reading.read(settings)
      expect(reading.facts.read(sharePointTenant)).toMatchObject({
        status: 'read',
        value: { SharingCapability: expect.any(Number), DefaultSharingLinkType: expect.any(Number) },
      })
      expect(sent.find(toSharePoint)?.url).toContain('/adatum-admin.sharepoint.com/_api/SPO.Tenant')
    },
  )

  it('lists its sites, part by part', async () => {
    const { reading } = company(simulator)
    const [page, ...more] = await all(reading.pages(sites))
    expect(page?.items).toContainEqual(
      expect.objectContaining({ Url: expect.any(String), DenyAddAndCustomizePages: expect.any(Number) }),
    )
    expect([more, 'next' in (page ?? {})]).toEqual([[], false])
  })

  it('goes on with the sites after a part', async () => {
    const answer = (url: string) => {
      const start = /startIndex='(\w+)'/.exec(decodeURIComponent(url))?.[1]
      if (start === undefined) return undefined
      return Response.json({
        NextStartIndexFromSharePoint: start === '0' ? '300' : null,
        value: [{ Url: `https://adatum.sharepoint.com/sites/${start}` }],
      })
    }
    const { reading } = company(simulator, { answer })
    const [first] = await all(reading.pages(sites))
    expect(first?.next).toBe('300')
    const rest = await all(reading.pages(sites, first?.next))
    expect(rest).toEqual([{ items: [{ Url: 'https://adatum.sharepoint.com/sites/300' }] }])
  })

  it('with a client secret it is said why not, before anything is sent', async () => {
    const { reading, sent } = company(simulator, { credential: 'clientSecret' })
    expect(certificateNeeded.is(await failure(reading.read(settings)))).toBe(true)
    expect(sent).toEqual([])
  })

  it('without the permission it is named', async () => {
    const { reading, world } = company(simulator)
    world.withholdPermissions({ permissions: ['Sites.FullControl.All'] })
    const error = await failure(reading.read(settings))
    expect(permissionMissing.is(error) && error.why).toContain('SharePoint/Sites.FullControl.All')
  })

  it('is absent where the tenant was never subscribed to it', async () => {
    const { reading } = company(simulator, { answer: refusing([1, 2]) })
    expect(serviceAbsent.is(await failure(reading.read(settings)))).toBe(true)
  })

  it('is not called absent where it goes by another name than the first domain', async () => {
    const { reading } = company(simulator, { answer: refusing([1]) })
    const error = await failure(reading.read(settings))
    expect(requestRefused.is(error) && error.why).toContain('adatum-admin.sharepoint.com')
  })

  it('that is out of order is no empty list', async () => {
    const { reading } = company(simulator)
    simulator.addFault({ kind: 'serverError', service: 'sharepoint' })
    expect(serviceUnavailable.is(await failure(reading.read(sites)))).toBe(true)
  })
})
