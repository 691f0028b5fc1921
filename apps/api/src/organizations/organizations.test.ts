import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

describe('organizations', () => {
  let api: TestApp
  let ada: TestPerson
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
  })
  afterAll(() => api.close())

  const create = async (person: TestPerson, name: string) => {
    const { body } = await person.browser.post('/api/v1/organizations').send({ name, kind: 'company' }).expect(201)
    return body as { id: string; name: string; kind: string }
  }

  it('belong to whoever creates them', async () => {
    const bo = await join(api, ada, 'auditor', 'Bo')
    const made = await create(bo, 'Of Bo')
    const { body } = await bo.browser.get('/api/v1/session').expect(200)
    expect(body).toMatchObject({
      memberships: expect.arrayContaining([
        expect.objectContaining({ organizationId: made.id, organizationName: 'Of Bo', role: 'owner' }),
      ]) as unknown[],
    })
    await ada.browser.get(`/api/v1/organizations/${made.id}`).expect(404)
  })

  it('are listed for their members alone, by name, page by page', async () => {
    const cy = await join(api, ada, 'auditor', 'Cy')
    for (const name of ['Cb', 'Ca', 'Cc']) await create(cy, name)
    const names: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await cy.browser.get(`/api/v1/organizations?limit=3${cursor && `&cursor=${cursor}`}`).expect(200)
      const page = body as { items: { name: string }[]; nextCursor: string | null }
      names.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    }
    expect(names).toEqual(['Analytical Engines', 'Ca', 'Cb', 'Cc'])
  })

  it('are renamed and change their kind, and the log says so', async () => {
    const { id } = await create(ada, 'Before')
    const { body } = await ada.browser
      .patch(`/api/v1/organizations/${id}`)
      .send({ name: 'After', kind: 'msp' })
      .expect(200)
    expect(body).toMatchObject({ id, name: 'After', kind: 'msp' })
    const rows = await api.ownerDatabase.asOwner(
      'select summary from audit_events where organization_id = $1 order by sequence desc limit 1',
      [id],
    )
    expect(rows).toEqual([
      { summary: 'Ada renamed the organization Before to After. Ada made After a managed service provider.' },
    ])
  })

  it('record nothing when nothing changes', async () => {
    const { id } = await create(ada, 'Same')
    await ada.browser.patch(`/api/v1/organizations/${id}`).send({ name: 'Same' }).expect(200)
    const rows = await api.ownerDatabase.asOwner('select * from audit_events where organization_id = $1', [id])
    expect(rows).toHaveLength(1)
  })

  it('are not changed by an admin', async () => {
    const admin = await join(api, ada, 'admin', 'Di')
    await admin.browser.patch(`/api/v1/organizations/${ada.organizationId}`).send({ name: 'Mine' }).expect(403)
  })

  it('show every role and permission with a description', async () => {
    const { body } = await ada.browser.get(`/api/v1/organizations/${ada.organizationId}/roles`).expect(200)
    const { items, permissions } = body as {
      items: { role: string; permissions: string[] }[]
      permissions: { name: string; description: string }[]
    }
    expect(items.map(({ role }) => role)).toEqual(['owner', 'admin', 'operator', 'approver', 'auditor'])
    expect(permissions.map(({ name }) => name).sort()).toEqual([...(items[0]?.permissions ?? [])].sort())
  })

  it('do not take a cursor that was made up', async () => {
    for (const cursor of ['x', Buffer.from('["a"]').toString('base64url')]) {
      const answer = await ada.browser.get(`/api/v1/organizations?cursor=${cursor}`).expect(422)
      expect(answer.body).toMatchObject({ errors: [{ path: 'cursor' }] })
    }
  })
})
