import { licenceMissing, permissionMissing } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeLog } from '../src/tenants/change-log.js'
import { failure, open } from './support/connection.js'
import { findApp, readingSetup } from './support/setups.js'

const DAY = 24 * 60 * 60 * 1000

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo', limits: 'off' })
})
beforeEach(() => simulator.reset())
afterAll(() => simulator.stop())

const tenant = () => simulator.tenant(findApp(simulator, 'singleTenant').tenantId)
const lately = (days = 1) => ({ since: new Date(Date.now() - days * DAY), until: new Date(Date.now() + DAY) })

describe('The audit log says who changed what', () => {
  it('names the object, the person and the activity, latest first', async () => {
    tenant().drift({ kind: 'openSharing' })
    const made = tenant().drift({ kind: 'adminConsent' })
    // The log is told of a change a while after it.
    simulator.advanceClock(600)
    const { microsoft } = open(simulator, readingSetup(simulator))
    const changes = await changeLog.changes(microsoft, lately(), 500)
    expect(changes).toContainEqual(
      expect.objectContaining({
        objectId: made.after.id,
        activity: 'Update policy',
        who: expect.stringMatching(/\S/) as string,
        link: expect.stringContaining('entra.microsoft.com') as string,
      }),
    )
    const times = changes.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('gives no more than asked for, and nothing from outside of the time', async () => {
    const { microsoft } = open(simulator, readingSetup(simulator))
    expect(await changeLog.changes(microsoft, lately(30), 3)).toHaveLength(3)
    const since = new Date(Date.now() - 20 * DAY)
    const until = new Date(Date.now() - 10 * DAY)
    for (const { at } of await changeLog.changes(microsoft, { since, until }, 100)) {
      expect(at.getTime()).toBeGreaterThanOrEqual(since.getTime())
      expect(at.getTime()).toBeLessThanOrEqual(until.getTime())
    }
  })

  it('asks for no more than Entra keeps, also where that is a week', async () => {
    const { microsoft } = open(simulator, readingSetup(simulator))
    expect(await changeLog.changes(microsoft, lately(400), 5)).not.toHaveLength(0)
    tenant().unlicense()
    await expect(changeLog.changes(microsoft, lately(400), 5)).resolves.toBeInstanceOf(Array)
  })

  it('names the permission that is missing', async () => {
    tenant().withholdPermissions({ permissions: ['AuditLog.Read.All', 'Directory.Read.All'] })
    const { microsoft } = open(simulator, readingSetup(simulator))
    const error = await failure(changeLog.changes(microsoft, lately(), 5))
    expect(permissionMissing.is(error)).toBe(true)
    expect(error.why).toContain('AuditLog.Read.All')
  })

  it('tells a licence that is missing from a permission', async () => {
    const code = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'
    const { microsoft } = open(simulator, readingSetup(simulator), {
      answer: (url) =>
        url.includes('/auditLogs/') ? Response.json({ error: { code, message: '' } }, { status: 403 }) : undefined,
    })
    expect(licenceMissing.is(await failure(changeLog.changes(microsoft, lately(), 5)))).toBe(true)
  })
})
