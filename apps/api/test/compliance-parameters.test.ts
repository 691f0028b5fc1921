import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { ParameterValues } from '../src/compliance/parameter-values.js'
import type { ParameterList, TenantParameterList } from '../src/compliance/parameters.dto.js'
import { type Coast, inDays, startCoast } from './support/coast.js'
import { createOrganization, join } from './support/people.js'

let coast: Coast
beforeAll(async () => {
  coast = await startCoast()
})
afterAll(() => coast.api.close())

const put = (path: string, body: object, person = coast.owner) => person.browser.put(`${coast.base}${path}`).send(body)
const parameter = async (id: string) => {
  const { items } = await coast.get<z.output<typeof ParameterList>>('/compliance/parameters')
  return items.find((one) => one.id === id)
}
const ofTenant = async (tenantId: string, id: string) => {
  const { items } = await coast.get<z.output<typeof TenantParameterList>>(`/tenants/${tenantId}/compliance/parameters`)
  return items.find((one) => one.id === id)
}

describe('Parameters of controls', () => {
  it('are told with their default, their schema, the fields of a form and the controls they change', async () => {
    expect(await parameter('watch')).toMatchObject({
      name: 'Watch',
      default: { keepers: [], longestHours: 8 },
      value: { keepers: [], longestHours: 8 },
      organization: null,
      tenants: 0,
      deviating: [],
      schema: { type: 'object', properties: { longestHours: { maximum: 12 } } },
      fields: [
        { name: 'keepers', label: 'Keepers', type: 'list' },
        { name: 'longestHours', label: 'Longest hours', type: 'number', minimum: 1, maximum: 12 },
      ],
      controls: [{ id: 'lamps-lit', title: 'Every lamp is lit' }],
    })
    expect(await parameter('darkLamps')).toMatchObject({
      fields: [{ name: null, label: 'Value', type: 'list' }],
      controls: [{ id: 'lamps-lit' }, { id: 'lamps-known' }],
    })
  })

  it('are in force from the tenant, else the organization, else the default, and say from where', async () => {
    const [north = '', south = ''] = await coast.tenants('North', 'South')
    expect(await ofTenant(north, 'darkLamps')).toMatchObject({ value: [], source: 'default', tenant: null })
    await put('/compliance/parameters/darkLamps', { value: ['a'], note: 'Old lamps' }).expect(200)
    await put(`/tenants/${north}/compliance/parameters/darkLamps`, { value: ['b'] }).expect(200)
    expect(await ofTenant(north, 'darkLamps')).toMatchObject({
      value: ['b'],
      source: 'tenant',
      organization: { value: ['a'], note: 'Old lamps', setBy: { name: 'Ada' } },
      tenant: { value: ['b'] },
    })
    expect(await ofTenant(south, 'darkLamps')).toMatchObject({ value: ['a'], source: 'organization' })
    expect(await parameter('darkLamps')).toMatchObject({
      value: ['a'],
      tenants: 1,
      deviating: [{ id: north, name: 'North' }],
    })

    await coast.owner.browser.delete(`${coast.base}/tenants/${north}/compliance/parameters/darkLamps`).expect(204)
    expect(await ofTenant(north, 'darkLamps')).toMatchObject({ value: ['a'], source: 'organization' })
    await coast.owner.browser.delete(`${coast.base}/compliance/parameters/darkLamps`).expect(204)
    expect(await ofTenant(north, 'darkLamps')).toMatchObject({ value: [], source: 'default' })
  })

  it('are checked by their own schema, and each fault is told where it is', async () => {
    const { body } = await put('/compliance/parameters/watch', { value: { longestHours: 13 } }).expect(422)
    expect(body).toMatchObject({ errors: [{ path: 'value.longestHours' }] })
    await put('/compliance/parameters/darkLamps', { value: 'a' }).expect(422)
    await put('/compliance/parameters/darkLamps', {
      value: Array.from({ length: 9000 }, (_, at) => `lamp-${at}`),
    }).expect(422)
    expect(await parameter('watch')).toMatchObject({ organization: null })
  })

  it('are set by those who may, and every change is in the audit log with what was before', async () => {
    const operator = await join(coast.api, coast.owner, 'operator', 'Grace')
    const auditor = await join(coast.api, coast.owner, 'auditor', 'Mary')
    await put('/compliance/parameters/darkLamps', { value: ['x'] }, auditor).expect(403)
    await put('/compliance/parameters/darkLamps', { value: ['x'] }, operator).expect(200)
    await put('/compliance/parameters/darkLamps', { value: ['y'], note: 'Better' }, operator).expect(200)
    expect(await coast.logged('controlParameter.set')).toMatchObject({
      actor: { name: 'Grace' },
      details: { before: ['x'], after: ['y'], note: 'Better' },
    })
    await operator.browser.delete(`${coast.base}/compliance/parameters/darkLamps`).expect(204)
    expect(await coast.logged('controlParameter.cleared')).toMatchObject({ details: { before: ['y'] } })
  })

  it('keep what the later of two says who set one at once, and log both in a row', async () => {
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((value) => put('/compliance/parameters/darkLamps', { value: [value] })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { body } = await coast.owner.browser
      .get(`${coast.base}/audit?action=controlParameter.set&limit=4`)
      .expect(200)
    const changes = (body as { items: { details: { before: unknown; after: unknown } }[] }).items.map(
      (one) => one.details,
    )
    changes.slice(0, -1).forEach(({ before }, at) => expect(before).toEqual(changes[at + 1]?.after))
    expect((await parameter('darkLamps'))?.value).toEqual(changes[0]?.after)
    await coast.owner.browser.delete(`${coast.base}/compliance/parameters/darkLamps`).expect(204)
  })

  it('of another organization or of no tenant are not found (S-15)', async () => {
    const [tenantId = ''] = await coast.tenants('Mine')
    const elsewhere = await createOrganization(coast.owner, 'Elsewhere')
    const foreign = `/api/v1/organizations/${elsewhere}/tenants/${tenantId}/compliance/parameters`
    await coast.owner.browser.get(foreign).expect(404)
    await coast.owner.browser
      .put(`${foreign}/darkLamps`)
      .send({ value: ['a'] })
      .expect(404)
    await put(`/tenants/${randomUUID()}/compliance/parameters/darkLamps`, { value: ['a'] }).expect(404)
    await put(`/tenants/${tenantId}/compliance/parameters/unheard-of`, { value: ['a'] }).expect(404)
  })

  it('that an earlier version accepted and this one refuses give way to the next best', async () => {
    const [tenantId = ''] = await coast.tenants('Old')
    await put('/compliance/parameters/darkLamps', { value: ['a'] }).expect(200)
    await coast.api.ownerDatabase.asOwner(
      `insert into control_parameters (organization_id, tenant_id, parameter, value, set_by) values ($1, $2, 'darkLamps', '"a"', '{}')`,
      [coast.organizationId, tenantId],
    )
    const values = await coast.api.database.inOrganization(coast.organizationId, (tx) =>
      coast.api.app.get(ParameterValues).of(tx, tenantId),
    )
    expect(values).toMatchObject({ values: { darkLamps: ['a'] }, provenance: { darkLamps: 'organization' } })
  })

  it('of an active exception are added for its control in its tenants, and for no other (S4.49)', async () => {
    const [here = '', there = ''] = await coast.tenants('Here', 'There')
    await put('/compliance/parameters/darkLamps', { value: ['old'] }).expect(200)
    const { body } = await coast.owner.browser
      .post(`${coast.base}/exceptions`)
      .send({
        control: 'lamps-lit',
        tenantIds: [here],
        reason: 'Being rebuilt',
        compensatingControl: 'A buoy',
        parameters: { darkLamps: ['rebuilt'] },
        expiresAt: inDays(30),
      })
      .expect(201)
    const { id } = body as { id: string }
    await coast.api.ownerDatabase.asOwner(`update exceptions set status = 'active' where id = $1`, [id])
    const values = (tenantId: string) =>
      coast.api.database.inOrganization(coast.organizationId, (tx) =>
        coast.api.app.get(ParameterValues).of(tx, tenantId),
      )
    expect((await values(here)).of('lamps-lit')).toMatchObject({
      values: { darkLamps: ['old', 'rebuilt'] },
      provenance: { darkLamps: 'exception' },
      exceptions: [{ id }],
    })
    expect((await values(here)).of('lamps-known').values).toMatchObject({ darkLamps: ['old'] })
    expect((await values(there)).of('lamps-lit').values).toMatchObject({ darkLamps: ['old'] })
    expect(await ofTenant(here, 'darkLamps')).toMatchObject({
      value: ['old'],
      exceptions: [{ id, control: 'lamps-lit' }],
    })
    await coast.api.ownerDatabase.asOwner(`update exceptions set expires_at = now() where id = $1`, [id])
    expect((await values(here)).of('lamps-lit').values).toMatchObject({ darkLamps: ['old'] })
  })
})
