import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, deltaRound, graph, tokenOf } from '../../../test/client.js'
import { mintedToken } from '../../../test/minted-token.js'
import { type Simulator, startSimulator } from '../../index.js'

const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }

let simulator: Simulator
let token: string

function start(options: Parameters<typeof startSimulator>[0] = {}) {
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', ...options })
    token = await tokenOf(simulator)
  })
  afterAll(() => simulator.stop())
}

const get = (path: string, init: Parameters<typeof graph>[3] = {}) => graph(simulator, token, path, init)
const post = (path: string, body: object) => graph(simulator, token, path, { method: 'POST', body })
const patch = (path: string, body: object) => graph(simulator, token, path, { method: 'PATCH', body })
const remove = (path: string) => graph(simulator, token, path, { method: 'DELETE' })

const code = ({ status, body }: Answer) => [status, (body['error'] as { code: string } | undefined)?.code]
const message = ({ body }: Answer) => (body['error'] as { message: string }).message
const ids = ({ body }: Answer) => body.value.map(({ id }) => String(id))
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })

async function people(count: number): Promise<string[]> {
  return ids(await get(`/users?$top=${count}&$select=id&$filter=accountEnabled eq true and userType eq 'Member'`))
}

let made = 0

async function create(facts: object = {}): Promise<string> {
  const mailNickname = `made-${++made}`
  const answer = await post('/groups', {
    displayName: `Made ${made}`,
    mailEnabled: true,
    mailNickname,
    securityEnabled: false,
    groupTypes: ['Unified'],
    ...facts,
  })
  expect(answer.status).toBe(201)
  return String(answer.body['id'])
}

const SECURITY = { mailEnabled: false, securityEnabled: true, groupTypes: [] }

async function groupWhere(filter: (group: Record<string, unknown>) => boolean): Promise<string> {
  const found = (await get('/groups?$top=999')).body.value.find(filter)
  if (!found) throw new Error('The scenario has no such group.')
  return String(found['id'])
}

describe('groups', () => {
  start()

  it('come in every kind that a directory has', async () => {
    const { body } = await get('/groups?$top=999')
    const kinds = (group: Record<string, unknown>) =>
      [
        ...(group['groupTypes'] as string[]),
        group['mailEnabled'] === true ? 'mail' : '',
        group['securityEnabled'] === true ? 'security' : '',
        group['onPremisesSyncEnabled'] === true ? 'synced' : '',
        group['isAssignableToRole'] === true ? 'role' : '',
      ]
        .filter((part) => part !== '')
        .join(' ')
    expect([...new Set(body.value.map(kinds))]).toEqual(
      expect.arrayContaining(['Unified mail', 'mail synced', 'mail security synced', 'DynamicMembership security']),
    )
  })

  it('are made with owners and members, answered whole, and found at once where nothing replicates', async () => {
    const [owner, ...members] = await people(4)
    const bind = (id: string) => `https://graph.microsoft.com/v1.0/users/${id}`
    const answer = await post('/groups', {
      displayName: 'Project Aurora',
      description: 'All about Aurora',
      mailEnabled: true,
      mailNickname: 'aurora',
      securityEnabled: false,
      groupTypes: ['Unified'],
      visibility: 'Private',
      'owners@odata.bind': [bind(owner!)],
      'members@odata.bind': members.map(bind),
    })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      '@odata.context': expect.stringMatching(/#groups\/\$entity$/),
      displayName: 'Project Aurora',
      mail: 'aurora@adatum.example',
      proxyAddresses: ['SMTP:aurora@adatum.example'],
      visibility: 'Private',
      createdDateTime: expect.stringMatching(/:\d\dZ$/),
    })
    const id = String(answer.body['id'])
    expect(ids(await get(`/groups/${id}/members?$select=id`)).sort()).toEqual([...members].sort())
    expect(ids(await get(`/groups/${id}/owners?$select=id`))).toEqual([owner])
    expect(ids(await get(`/groups?$search="displayName:auro"&$count=true`, EVENTUAL))).toContain(id)
  })

  it('change without an answer, and say so in the audit log', async () => {
    const id = await create()
    expect(code(await patch(`/groups/${id}`, { description: 'Other words' }))).toEqual([204, undefined])
    expect((await get(`/groups/${id}?$select=description`)).body['description']).toBe('Other words')
    const { body } = await get("/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Update group'")
    expect(body.value[0]).toMatchObject({
      targetResources: [{ id }],
      initiatedBy: { app: { displayName: 'Cloud operations' } },
    })
  })

  it('that are Unified wait in the recycle bin for thirty days; others are gone', async () => {
    const unified = await create()
    const security = await create(SECURITY)
    expect((await remove(`/groups/${unified}`)).status).toBe(204)
    expect((await remove(`/groups/${security}`)).status).toBe(204)
    const deleted = ids(await get('/directory/deletedItems/microsoft.graph.group?$select=id'))
    expect(deleted).toContain(unified)
    expect(deleted).not.toContain(security)
  })

  it('take several members in one PATCH', async () => {
    const id = await create(SECURITY)
    const members = await people(3)
    const bound = members.map((member) => `https://graph.microsoft.com/v1.0/directoryObjects/${member}`)
    expect((await patch(`/groups/${id}`, { 'members@odata.bind': bound })).status).toBe(204)
    expect(ids(await get(`/groups/${id}/members?$select=id`)).sort()).toEqual([...members].sort())
    expect((await remove(`/groups/${id}/members/${members[0]}/$ref`)).status).toBe(204)
    expect(ids(await get(`/groups/${id}/members?$select=id`))).not.toContain(members[0])
  })

  it('hold groups, whose members count as theirs, and can be asked for one type of them', async () => {
    const [inner, outer] = [await create(SECURITY), await create(SECURITY)]
    const [member] = await people(1)
    await post(`/groups/${inner}/members/$ref`, reference(member!))
    await post(`/groups/${outer}/members/$ref`, reference(inner))
    const { body } = await get(`/groups/${outer}/transitiveMembers?$select=id,displayName,userPrincipalName`)
    expect(body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.group', id: inner },
      { '@odata.type': '#microsoft.graph.user', id: member, userPrincipalName: expect.any(String) },
    ])
    const cast = await get(`/groups/${outer}/transitiveMembers/microsoft.graph.user?$count=true&$select=id`, EVENTUAL)
    expect([ids(cast), cast.body['@odata.count']]).toEqual([[member], 1])
    expect(ids(await get(`/groups/${inner}/transitiveMemberOf?$select=id`))).toEqual([outer])
    expect((await get(`/groups/${outer}/transitiveMembers/$count`, EVENTUAL)).body).toBe(2)
  })

  it('tell their changes by delta, members in pieces of their own', async () => {
    const id = await create(SECURITY)
    const [member] = await people(1)
    const latest = (await get('/groups/delta?$deltatoken=latest&$select=displayName,members')).body['@odata.deltaLink']
    await post(`/groups/${id}/members/$ref`, reference(member!))
    expect(await deltaRound(simulator, token, String(latest))).toContainEqual(
      expect.objectContaining({ id, 'members@delta': [{ '@odata.type': '#microsoft.graph.user', id: member }] }),
    )
  })
})

describe('groups refuse', () => {
  start({ trafficFile: null })

  it.each(['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'])('to be made without %s', async (name) => {
    const whole = { displayName: 'Some', mailEnabled: false, mailNickname: 'some', securityEnabled: true }
    const answer = await post('/groups', { ...whole, [name]: undefined })
    expect([code(answer), message(answer)]).toEqual([
      [400, 'Request_BadRequest'],
      `A value is required for property '${name}' of resource 'Group'.`,
    ])
  })

  it.each([
    ['a distribution list', { mailEnabled: true, securityEnabled: false, groupTypes: [] }],
    ['a mail-enabled security group', { mailEnabled: true, securityEnabled: true, groupTypes: [] }],
    ['a dynamic group without a rule', { ...SECURITY, groupTypes: ['DynamicMembership'] }],
    ['a nickname with an at sign', { mailNickname: 'a@b' }],
    ['a nickname that is taken', { mailNickname: 'taken' }],
    ['a setting of Exchange', { allowExternalSenders: true }],
    ['an address', { mail: 'x@adatum.example' }],
    ['a property of another spelling', { displayname: 'x' }],
    ['a property that no group has', { favouriteColour: 'red' }],
  ])('creation of or with %s', async (_, facts) => {
    await post('/groups', {
      displayName: 'T',
      mailEnabled: true,
      mailNickname: 'taken',
      securityEnabled: false,
      groupTypes: ['Unified'],
    })
    const base = {
      displayName: 'Odd',
      mailEnabled: true,
      mailNickname: 'odd',
      securityEnabled: false,
      groupTypes: ['Unified'],
    }
    expect((await post('/groups', { ...base, ...facts })).status).toBe(400)
    expect((await get("/groups?$filter=displayName eq 'Odd'")).body.value).toEqual([])
  })

  it('changes of properties that no group has, or that are spelled otherwise', async () => {
    const id = await create()
    for (const name of ['Description', 'favouriteColour']) {
      expect(code(await patch(`/groups/${id}`, { description: 'new', [name]: 'x' }))[0]).toBe(400)
    }
    expect((await get(`/groups/${id}`)).body['description']).toBeNull()
  })

  it('more than twenty owners and members in one request (§9.15)', async () => {
    const users = await people(21)
    const bound = users.map((id) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`)
    const id = await create(SECURITY)
    expect(code(await patch(`/groups/${id}`, { 'members@odata.bind': bound }))).toEqual([400, 'Request_BadRequest'])
    expect((await get(`/groups/${id}/members`)).body.value).toEqual([])
  })

  it('a member twice with "already exist", and someone unknown with 404 (§9.15)', async () => {
    const id = await create(SECURITY)
    const [member, other] = await people(2)
    expect((await post(`/groups/${id}/members/$ref`, reference(member!))).status).toBe(204)
    const again = await post(`/groups/${id}/members/$ref`, reference(member!))
    expect(code(again)).toEqual([400, 'Request_BadRequest'])
    expect(message(again)).toContain('already exist')
    const nobody = '11111111-1111-4111-a111-111111111111'
    expect((await post(`/groups/${id}/members/$ref`, reference(nobody))).status).toBe(404)
    expect((await remove(`/groups/${id}/members/${other}/$ref`)).status).toBe(404)
  })

  it('all members of a request when one of them cannot be added (§9.15)', async () => {
    const id = await create(SECURITY)
    const [present, fresh] = await people(2)
    await post(`/groups/${id}/members/$ref`, reference(present!))
    const bound = [fresh, present].map((member) => `https://graph.microsoft.com/v1.0/directoryObjects/${member}`)
    expect((await patch(`/groups/${id}`, { 'members@odata.bind': bound })).status).toBe(400)
    expect(ids(await get(`/groups/${id}/members?$select=id`))).toEqual([present])
  })

  it('to delete a member without $ref unless its own deletion is allowed, and then delete it (§9.16)', async () => {
    const id = await create(SECURITY)
    const users = await people(9)
    const member = users.at(-1)!
    await post(`/groups/${id}/members/$ref`, reference(member))
    const weak = await mintedToken(simulator, ['GroupMember.ReadWrite.All'])
    const refused = await graph(simulator, weak, `/groups/${id}/members/${member}`, { method: 'DELETE' })
    expect(code(refused)).toEqual([403, 'Authorization_RequestDenied'])
    expect((await get(`/users/${member}`)).status).toBe(200)
    expect((await remove(`/groups/${id}/members/${member}`)).status).toBe(204)
    expect((await get(`/users/${member}`)).status).toBe(404)
  })

  it('to lose the last owner of a Microsoft 365 group', async () => {
    const id = await create()
    const [owner, other] = await people(2)
    await post(`/groups/${id}/owners/$ref`, reference(owner!))
    expect((await remove(`/groups/${id}/owners/${owner}/$ref`)).status).toBe(400)
    await post(`/groups/${id}/owners/$ref`, reference(other!))
    expect((await remove(`/groups/${id}/owners/${owner}/$ref`)).status).toBe(204)
  })

  it('changes to what another directory or Exchange is master of', async () => {
    const synced = await groupWhere((group) => group['onPremisesSyncEnabled'] === true)
    expect(message(await patch(`/groups/${synced}`, { description: 'x' }))).toContain('on-premises mastered')
    const list = await groupWhere(
      (group) =>
        group['mailEnabled'] === true &&
        (group['groupTypes'] as string[]).length === 0 &&
        group['onPremisesSyncEnabled'] !== true,
    ).catch(() => undefined)
    if (list !== undefined) {
      expect(message(await patch(`/groups/${list}`, { description: 'x' }))).toContain('mail-enabled security group')
    }
    const dynamic = await groupWhere((group) => (group['groupTypes'] as string[]).includes('DynamicMembership'))
    const [member] = await people(1)
    expect((await post(`/groups/${dynamic}/members/$ref`, reference(member!))).status).toBe(403)
  })

  it('groups in a Microsoft 365 group, and a Microsoft 365 group in a security group', async () => {
    const [unified, security] = [await create(), await create(SECURITY)]
    expect((await post(`/groups/${unified}/members/$ref`, reference(security))).status).toBe(400)
    expect((await post(`/groups/${security}/members/$ref`, reference(unified))).status).toBe(400)
  })

  it('a role-assignable group to whoever may not manage roles', async () => {
    const facts = { displayName: 'Admins', mailNickname: 'admins', ...SECURITY, isAssignableToRole: true }
    const weak = await mintedToken(simulator, ['Group.ReadWrite.All'])
    expect(code(await graph(simulator, weak, '/groups', { method: 'POST', body: facts }))[0]).toBe(403)
    const { status, body } = await post('/groups', facts)
    expect(status).toBe(201)
    const [member] = await people(1)
    const path = `/groups/${String(body['id'])}/members/$ref`
    const add = { method: 'POST', body: reference(member!) }
    expect((await graph(simulator, weak, path, add)).status).toBe(403)
    expect((await graph(simulator, token, path, add)).status).toBe(204)
  })

  it('people at creation to whoever may only create groups', async () => {
    const [member] = await people(1)
    const facts = { displayName: 'Bound', mailNickname: 'bound', ...SECURITY }
    const weak = await mintedToken(simulator, ['Group.Create'])
    const bound = { 'members@odata.bind': [`https://graph.microsoft.com/v1.0/users/${member}`] }
    expect((await graph(simulator, weak, '/groups', { method: 'POST', body: { ...facts, ...bound } })).status).toBe(403)
    const alone = await graph(simulator, weak, '/groups', { method: 'POST', body: facts })
    expect(alone.status).toBe(201)
    const path = `/groups/${String(alone.body['id'])}`
    expect((await graph(simulator, weak, path, { method: 'PATCH', body: { description: 'x' } })).status).toBe(403)
  })

  it('everything but type and id of members that the caller may not read', async () => {
    const weak = await mintedToken(simulator, ['GroupMember.Read.All'])
    const id = await create(SECURITY)
    const [member] = await people(1)
    await post(`/groups/${id}/members/$ref`, reference(member!))
    const { body } = await graph(simulator, weak, `/groups/${id}/members?$select=id,displayName,mail`)
    expect(body.value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: member, displayName: null, mail: null }])
  })

  it('a cast of members that is no advanced query (§9.10)', async () => {
    const id = await create(SECURITY)
    expect((await get(`/groups/${id}/members/microsoft.graph.user`)).status).toBe(400)
  })

  it('ids of another tenant (§9.34)', async () => {
    const elsewhere = await startSimulator({ scenario: 'two-companies', trafficFile: null })
    const foreign = await graph(elsewhere, await tokenOf(elsewhere), '/groups?$top=1&$select=id')
    expect((await get(`/groups/${String(foreign.body.value[0]!['id'])}`)).status).toBe(404)
    await elsewhere.stop()
  })
})

describe('a new group', () => {
  start({ trafficFile: null })

  it('shows by itself, in lists and in searches one after the other (§9.14)', async () => {
    simulator.tenant('adatum.example').replicateSlowly({ readSeconds: 5, listSeconds: 20, indexSeconds: 60 })
    const id = await create({ displayName: 'Zephyr' })
    const seen = async () => [
      (await get(`/groups/${id}`)).status === 200,
      (await get("/groups?$filter=displayName eq 'Zephyr'")).body.value.length === 1,
      (await get('/groups?$search="displayName:zephyr"', EVENTUAL)).body.value.length === 1,
    ]
    expect(await seen()).toEqual([false, false, false])
    simulator.advanceClock(6)
    expect(await seen()).toEqual([true, false, false])
    simulator.advanceClock(20)
    expect(await seen()).toEqual([true, true, false])
    simulator.advanceClock(40)
    expect(await seen()).toEqual([true, true, true])
  })
})
