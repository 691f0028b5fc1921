import { roleMissing, rolePropagating, serviceUnavailable } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { teamsReaders } from '../src/readers/teams.js'
import { company } from './support/company.js'
import { failure } from './support/connection.js'
import { type MicrosoftReader, readerOf } from './support/reading.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const all = teamsReaders.map((reader): [string, MicrosoftReader] => [reader.resource.source, reader])
const meetings = readerOf('teams.meetingPolicies')

describe('Settings of Teams', () => {
  it.each(all)('%s is read with the role Global Reader, and is what its schema says', async (_, reader) => {
    const { reading } = company(simulator, { role: 'Global Reader' })
    const value = (await reading.read(reader)) as Record<string, unknown>[]
    expect(reading.facts.read(reader.resource)).toMatchObject({ status: 'read' })
    expect(value.length).toBeGreaterThan(0)
    if (reader.resource.id !== 'teams.tenant') expect(value[0]).toHaveProperty('Identity', 'Global')
  })

  it('are kept as the service writes them', async () => {
    const { reading } = company(simulator, { role: 'Global Reader' })
    const policies = (await reading.read(meetings)) as Record<string, unknown>[]
    expect(policies.map(({ Identity }) => Identity)).toEqual(['Global', 'Tag:Executives'])
    expect(policies[0]).toMatchObject({ ConfigMetadata: { Authority: 'Tenant' } })
  })

  it.each(all)('%s: the role is missing, not the setting', async (_, reader) => {
    const error = await failure(company(simulator).reading.read(reader))
    expect(roleMissing.is(error) && error.why).toContain('Global Reader')
  })

  it('a role that the token names and the service does not know yet still spreads', async () => {
    const forbidden = () => Response.json({ code: 'Forbidden', message: 'Access Denied.' }, { status: 403 })
    const { reading } = company(simulator, {
      role: 'Global Reader',
      answer: (url) => (url.includes('Skype.Policy') ? forbidden() : undefined),
    })
    expect(rolePropagating.is(await failure(reading.read(meetings)))).toBe(true)
  })

  it('that are out of order are no empty list', async () => {
    const { reading } = company(simulator, { role: 'Global Reader' })
    simulator.addFault({ kind: 'serverError', service: 'teams' })
    expect(serviceUnavailable.is(await failure(reading.read(meetings)))).toBe(true)
  })
})
