import { describe, expect, it } from 'vitest'
import { DOMAIN, personFacts, useCompany } from '../../../test/people.js'

const company = useCompany()
const { get, call } = company

const message = (body: Record<string, unknown>) => (body['error'] as { message: string } | undefined)?.message

describe('creating a user', () => {
  it('answers 201 with the default properties and a new id, and never the password (§9.13)', async () => {
    const { status, body, headers } = await call('POST', '/users', personFacts({ department: 'Sales' }))
    expect(status).toBe(201)
    expect(Object.keys(body)).not.toContain('department')
    expect(headers.get('location')).toContain(String(body['id']))
    const after = (
      await get(`/users/${String(body['id'])}?$select=department,createdDateTime,passwordProfile,accountEnabled`)
    ).body
    expect(after).toMatchObject({ department: 'Sales', passwordProfile: null, accountEnabled: true })
    expect(after['createdDateTime']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it.each(['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName'])(
    'is refused without %s',
    async (name) => {
      const { status, body } = await call('POST', '/users', personFacts({ [name]: undefined }))
      expect([status, message(body)]).toEqual([400, expect.stringContaining(name)])
    },
  )

  it.each([
    ['a domain that is not verified', { userPrincipalName: 'ada@elsewhere.example' }, 'verified domain'],
    ['a name with a space', { userPrincipalName: `ada lovelace@${DOMAIN}` }, 'userPrincipalName is invalid'],
    ['a nickname with an @', { mailNickname: 'a@b' }, 'mailNickname'],
    ['a country of three letters', { usageLocation: 'DEU' }, 'usageLocation'],
    ['an unknown kind of user', { userType: 'Robot' }, 'userType'],
    ['an empty text', { department: '' }, 'department'],
    ['a text that is too long', { department: 'x'.repeat(65) }, 'department'],
    ['a property that only the directory writes', { createdDateTime: '2026-01-01T00:00:00Z' }, 'createdDateTime'],
    ['a property in the wrong case (§9.32)', { jobtitle: 'Clerk' }, 'jobtitle'],
    ['a number where a text belongs', { department: 7 }, 'Edm.String'],
    ['a short password', { passwordProfile: { password: 'aB1!' } }, 'complexity'],
    ['a password of one kind of character', { passwordProfile: { password: 'abcdefghijkl' } }, 'complexity'],
    ['a common password', { passwordProfile: { password: 'Passw0rd!2026' } }, 'complexity'],
  ])('is refused with %s', async (_, facts, reason) => {
    const { status, body } = await call('POST', '/users', personFacts(facts))
    expect([status, message(body)]).toEqual([400, expect.stringContaining(reason)])
  })

  it.each(['userPrincipalName', 'mailNickname'])(
    'is refused when the %s is taken, in any case (§9.13)',
    async (name) => {
      const facts = personFacts()
      expect((await call('POST', '/users', facts)).status).toBe(201)
      const again = personFacts({ [name]: String(facts[name]).toUpperCase() })
      const { status, body } = await call('POST', '/users', again)
      expect([status, message(body)]).toEqual([400, expect.stringContaining('already exists')])
    },
  )

  it('shows in reads, lists and the index after their own delays (§9.14)', async () => {
    company.tenant.replicateSlowly({ readSeconds: 2, listSeconds: 10, indexSeconds: 60 })
    const facts = personFacts({ jobTitle: 'Lighthouse keeper' })
    const id = String((await call('POST', '/users', facts)).body['id'])
    const seen = async () => [
      (await get(`/users/${id}`)).status === 200,
      (await get("/users?$filter=jobTitle eq 'Lighthouse keeper'")).body.value.length === 1,
      (await get("/users?$filter=jobTitle eq 'Lighthouse keeper'&$count=true", { consistencylevel: 'eventual' })).body
        .value.length === 1,
    ]
    expect(await seen()).toEqual([false, false, false])
    company.simulator.advanceClock(5)
    expect(await seen()).toEqual([true, false, false])
    company.simulator.advanceClock(10)
    expect(await seen()).toEqual([true, true, false])
    company.simulator.advanceClock(60)
    expect(await seen()).toEqual([true, true, true])
  })
})

describe('changing a user', () => {
  it('answers 204 without a body, and null clears (§9.12)', async () => {
    const id = await company.person({ jobTitle: 'Clerk', mobilePhone: '+31 6 1234' })
    const { status, headers } = await call('PATCH', `/users/${id}`, { jobTitle: 'Head clerk', mobilePhone: null })
    expect([status, headers.get('content-type')]).toEqual([204, null])
    expect((await get(`/users/${id}`)).body).toMatchObject({ jobTitle: 'Head clerk', mobilePhone: null })
  })

  it('is 404 for nobody, and 400 for a name that somebody else has', async () => {
    expect((await call('PATCH', '/users/00000000-0000-4000-8000-000000000000', { jobTitle: 'x' })).status).toBe(404)
    const taken = personFacts()
    await call('POST', '/users', taken)
    const id = await company.person()
    expect((await call('PATCH', `/users/${id}`, { userPrincipalName: taken['userPrincipalName'] })).status).toBe(400)
  })

  it('leaves most of a synchronized user to the directory on premises', async () => {
    const id = (await company.find('onPremisesSyncEnabled eq true')).at(-1)
    for (const changes of [{ jobTitle: 'x' }, { accountEnabled: false }]) {
      const { status, body } = await call('PATCH', `/users/${id}`, changes)
      expect([status, message(body)]).toEqual([400, expect.stringContaining('on-premises mastered')])
    }
    expect((await call('PATCH', `/users/${id}`, { usageLocation: 'JP' })).status).toBe(204)
  })

  it('switches an account off with the narrow pair of permissions, and does no more with them', async () => {
    const id = await company.person()
    await company.without(
      'User.ReadWrite.All',
      'Directory.ReadWrite.All',
      'DeviceManagementApps.ReadWrite.All',
      'DeviceManagementConfiguration.ReadWrite.All',
      'DeviceManagementManagedDevices.ReadWrite.All',
      'DeviceManagementServiceConfig.ReadWrite.All',
    )
    expect((await call('PATCH', `/users/${id}`, { jobTitle: 'x' })).status).toBe(403)
    expect((await call('PATCH', `/users/${id}`, { accountEnabled: false, jobTitle: 'x' })).status).toBe(403)
    expect((await call('PATCH', `/users/${id}`, { accountEnabled: false })).status).toBe(204)
    await company.without('User.Read.All', 'Directory.Read.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All')
    expect((await call('PATCH', `/users/${id}`, { accountEnabled: true })).status).toBe(403)
  })

  it('refuses a password to an app without the permission for it, unless it holds a role (§9.24)', async () => {
    const id = await company.person()
    const reset = () => call('PATCH', `/users/${id}`, { passwordProfile: { password: 'Kqz-93-amber' } })
    expect((await reset()).status).toBe(204)
    await company.without('User-PasswordProfile.ReadWrite.All')
    const { status, body } = await reset()
    expect([status, body]).toMatchObject([403, { error: { code: 'Authorization_RequestDenied' } }])
    company.tenant.assignRole({ role: 'User Administrator' })
    expect((await reset()).status).toBe(204)
  })

  it('keeps administrators from apps that stand below them (§9.24)', async () => {
    const { value } = (
      await get(
        "/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '62e90394-69f5-4237-9190-012177145e10'",
      )
    ).body
    const [admin] = value
    const path = `/users/${String(admin!['principalId'])}`
    expect((await call('PATCH', path, { accountEnabled: false })).status).toBe(403)
    expect((await call('PATCH', path, { passwordProfile: { password: 'Kqz-93-amber' } })).status).toBe(403)
    expect((await call('DELETE', path)).status).toBe(403)
    expect((await call('PATCH', path, { jobTitle: 'Founder' })).status).toBe(204)
    company.tenant.assignRole({ role: 'User Administrator' })
    expect((await call('PATCH', path, { accountEnabled: false })).status).toBe(403)
    company.tenant.assignRole({ role: 'Privileged Authentication Administrator' })
    expect((await call('PATCH', path, { accountEnabled: false })).status).toBe(204)
  })

  it('signs out everywhere: revoking moves the moment from which sessions are valid', async () => {
    const id = await company.person()
    company.simulator.advanceClock(3600)
    const { status, body } = await call('POST', `/users/${id}/revokeSignInSessions`)
    expect([status, body['value']]).toEqual([200, true])
    const { body: after } = await get(`/users/${id}?$select=createdDateTime,signInSessionsValidFromDateTime`)
    expect(Date.parse(String(after['signInSessionsValidFromDateTime']))).toBeGreaterThan(
      Date.parse(String(after['createdDateTime'])),
    )
  })
})

describe('a manager', () => {
  const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` })

  it('is set, replaced and removed by reference', async () => {
    const [id, first, second] = [await company.person(), await company.person(), await company.person()]
    for (const manager of [first, second]) {
      expect((await call('PUT', `/users/${id}/manager/$ref`, reference(manager))).status).toBe(204)
    }
    expect((await get(`/users/${id}/manager?$select=id`)).body['id']).toBe(second)
    expect((await get(`/users/${first}/directReports`)).body.value).toEqual([])
    expect((await call('DELETE', `/users/${id}/manager/$ref`)).status).toBe(204)
    expect((await call('DELETE', `/users/${id}/manager/$ref`)).status).toBe(404)
  })

  it('must exist, and is somebody else', async () => {
    const id = await company.person()
    const set = (manager: string) => call('PUT', `/users/${id}/manager/$ref`, reference(manager))
    expect((await set('00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await set(id)).status).toBe(400)
  })
})

describe('a deleted user (§9.25)', () => {
  const BIN = '/directory/deletedItems'

  it('leaves the lists for the recycle bin under a name that is free again, and comes back', async () => {
    const facts = personFacts()
    const id = String((await call('POST', '/users', facts)).body['id'])
    const { deltaLink } = { deltaLink: String((await get('/users/delta?$deltatoken=latest')).body['@odata.deltaLink']) }
    expect((await call('DELETE', `/users/${id}`)).status).toBe(204)
    expect((await get(`/users/${id}`)).status).toBe(404)
    const [item] = (await get(`${BIN}/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime`)).body.value
    expect(item).toMatchObject({
      id,
      userPrincipalName: `${id.replaceAll('-', '')}${String(facts['userPrincipalName'])}`,
      deletedDateTime: expect.any(String),
    })
    expect((await get(deltaLink)).body.value).toContainEqual({ id, '@removed': { reason: 'changed' } })
    const { status, body } = await call('POST', `${BIN}/${id}/restore`)
    expect([status, body]).toMatchObject([200, { id, '@odata.type': '#microsoft.graph.user' }])
    expect((await get(`/users/${id}`)).body['userPrincipalName']).toBe(facts['userPrincipalName'])
    expect((await get(`${BIN}/${id}`)).status).toBe(404)
  })

  it('cannot come back while somebody else has the name', async () => {
    const facts = personFacts()
    const id = String((await call('POST', '/users', facts)).body['id'])
    await call('DELETE', `/users/${id}`)
    expect((await call('POST', '/users', facts)).status).toBe(201)
    expect((await call('POST', `${BIN}/${id}/restore`)).status).toBe(400)
  })

  it('is gone when it is deleted again, or after thirty days', async () => {
    const [first, second] = [await company.person(), await company.person()]
    await call('DELETE', `/users/${first}`)
    await call('DELETE', `/users/${second}`)
    expect((await call('DELETE', `${BIN}/${first}`)).status).toBe(204)
    expect((await get(`${BIN}/${first}`)).status).toBe(404)
    expect((await get(`${BIN}/${second}`)).status).toBe(200)
    company.simulator.advanceClock(31 * 86_400)
    await company.without()
    expect((await get(`${BIN}/${second}`)).status).toBe(404)
    expect((await call('POST', `${BIN}/${second}/restore`)).status).toBe(404)
  })
})

describe('the audit log', () => {
  it('names the app that did it, what it did and to whom', async () => {
    const id = await company.person()
    await call('PATCH', `/users/${id}`, { accountEnabled: false })
    const { value } = (await get("/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Disable account'&$top=1"))
      .body
    expect(value[0]).toMatchObject({
      category: 'UserManagement',
      result: 'success',
      initiatedBy: { app: { displayName: 'Cloud operations' } },
      targetResources: [
        {
          id,
          type: 'User',
          modifiedProperties: [{ displayName: 'accountEnabled', oldValue: 'true', newValue: 'false' }],
        },
      ],
    })
  })
})
