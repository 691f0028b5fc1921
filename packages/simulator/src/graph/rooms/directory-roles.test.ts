import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, graph, tokenOf } from '../../../test/client.js'
import { mintedToken } from '../../../test/minted-token.js'
import { type Simulator, startSimulator } from '../../index.js'
import { loadScenario } from '../../world/scenario.js'
import { World } from '../../world/world.js'

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1'
const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }
const PIM = '/roleManagement/directory'
const ASSIGNMENTS = `${PIM}/roleAssignments`

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
const remove = (path: string) => graph(simulator, token, path, { method: 'DELETE' })
const code = ({ status, body }: Answer) => [status, (body['error'] as { code: string } | undefined)?.code]

async function someone(position = 40): Promise<string> {
  return String((await get('/users?$top=60&$select=id')).body.value[position]!['id'])
}

async function roleAssignableGroup(displayName: string): Promise<string> {
  const mailNickname = displayName.toLowerCase().replaceAll(' ', '-')
  const kind = { mailEnabled: false, securityEnabled: true, isAssignableToRole: true }
  return String((await post('/groups', { displayName, mailNickname, ...kind })).body['id'])
}

const assignment = (principalId: string, roleDefinitionId = USER_ADMINISTRATOR) => ({
  '@odata.type': '#microsoft.graph.unifiedRoleAssignment',
  principalId,
  roleDefinitionId,
  directoryScopeId: '/',
})

describe('directory roles', () => {
  start()

  it('are defined with Microsoft’s ids, and beta says which are privileged', async () => {
    const { body } = await get(`${PIM}/roleDefinitions?$filter=isBuiltIn eq true`)
    expect(body.value.length).toBeGreaterThan(90)
    const { body: role } = await get(`${simulator.graph}/beta${PIM}/roleDefinitions/${GLOBAL_ADMINISTRATOR}`)
    expect(role).toMatchObject({
      displayName: 'Global Administrator',
      templateId: GLOBAL_ADMINISTRATOR,
      isPrivileged: true,
    })
  })

  it('are held by somebody, whom the assignment shows on request', async () => {
    const filter = `$filter=roleDefinitionId eq '${GLOBAL_ADMINISTRATOR}'`
    const { body } = await get(`${ASSIGNMENTS}?${filter}&$expand=principal`)
    expect(body.value[0]).toMatchObject({
      directoryScopeId: '/',
      principal: { '@odata.type': '#microsoft.graph.user', displayName: expect.any(String) },
    })
  })

  it('are given and taken away, and list who holds them', async () => {
    const principalId = await someone()
    const created = await post(ASSIGNMENTS, assignment(principalId))
    expect([created.status, created.body]).toMatchObject([201, { principalId, roleDefinitionId: USER_ADMINISTRATOR }])
    const members = `/directoryRoles(roleTemplateId='${USER_ADMINISTRATOR}')/members?$select=id`
    expect((await get(members)).body.value).toContainEqual({ '@odata.type': '#microsoft.graph.user', id: principalId })
    const memberships = await get(`/users/${principalId}/memberOf?$select=id,displayName`)
    expect(memberships.body.value).toContainEqual(
      expect.objectContaining({ '@odata.type': '#microsoft.graph.directoryRole', displayName: 'User Administrator' }),
    )
    expect((await remove(`${ASSIGNMENTS}/${String(created.body['id'])}`)).status).toBe(204)
    expect((await get(members)).body.value).not.toContainEqual(expect.objectContaining({ id: principalId }))
  })

  it('are activated by their first use, or by themselves', async () => {
    const roleTemplateId = '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b'
    expect((await get('/directoryRoles')).body.value.map((role) => role['roleTemplateId'])).not.toContain(
      roleTemplateId,
    )
    const { status, body } = await post('/directoryRoles', { roleTemplateId })
    expect([status, body]).toMatchObject([201, { displayName: 'Message Center Reader' }])
    const principal = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${await someone()}` }
    expect((await post(`/directoryRoles/${String(body['id'])}/members/$ref`, principal)).status).toBe(204)
    const byTemplate = `/directoryRoles(roleTemplateId='${roleTemplateId}')`
    expect((await get(`${byTemplate}/members?$select=id`)).body.value).toHaveLength(1)
    expect((await remove(`/directoryRoles/${String(body['id'])}/members/${await someone()}/$ref`)).status).toBe(204)
    expect((await get(`/directoryRoleTemplates/${roleTemplateId}`)).body['displayName']).toBe('Message Center Reader')
  })

  it('reach the members of a group that holds them, which only beta lists as assignments', async () => {
    const groupId = await roleAssignableGroup('User administrators')
    const member = await someone(41)
    await post(`/groups/${groupId}/members/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${member}`,
    })
    expect((await post(ASSIGNMENTS, assignment(groupId))).status).toBe(201)
    const filter = `$count=true&$filter=principalId eq '${member}'`
    expect((await get(`${ASSIGNMENTS}?$filter=principalId eq '${member}'`)).body.value).toEqual([])
    const { body } = await get(`${simulator.graph}/beta${PIM}/transitiveRoleAssignments?${filter}`, EVENTUAL)
    expect(body.value).toMatchObject([{ roleDefinitionId: USER_ADMINISTRATOR }])
  })
})

describe('privileged identity management', () => {
  start()

  it.each(['roleAssignmentSchedules', 'roleEligibilitySchedules'])('lists %s and their instances', async (name) => {
    const { body } = await get(`${PIM}/${name}?$expand=principal,roleDefinition`)
    expect(body.value[0]).toMatchObject({
      status: 'Provisioned',
      memberType: 'Direct',
      scheduleInfo: { expiration: { type: expect.any(String) } },
      principal: { id: expect.any(String) },
      roleDefinition: { displayName: expect.any(String) },
    })
    const instances = await get(`${PIM}/${name.replace(/s$/, 'Instances')}`)
    expect(instances.body.value).toHaveLength(body.value.length)
  })

  it('has a policy of seventeen rules for every role', async () => {
    const path = "/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'"
    const { body } = await get(`${path}&$expand=policy($expand=rules)`)
    const policy = body.value.find(({ roleDefinitionId }) => roleDefinitionId === GLOBAL_ADMINISTRATOR)!['policy'] as {
      rules: { id: string }[]
    }
    expect(policy.rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'Expiration_Admin_Eligibility',
        'Enablement_EndUser_Assignment',
        'Approval_EndUser_Assignment',
        'Notification_Admin_Admin_Assignment',
        'Notification_Admin_EndUser_Assignment',
      ]),
    )
    expect(policy.rules).toHaveLength(17)
  })

  it('manages groups that hold roles', async () => {
    const groupId = await roleAssignableGroup('Service desk')
    const principalId = await someone(42)
    const member = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${principalId}` }
    await post(`/groups/${groupId}/members/$ref`, member)
    await post(ASSIGNMENTS, assignment(groupId))
    const path = '/identityGovernance/privilegedAccess/group'
    const filter = `$filter=groupId eq '${groupId}'`
    const { body } = await get(`${path}/assignmentSchedules?${filter}`)
    expect(body.value).toMatchObject([{ groupId, principalId, accessId: 'member', assignmentType: 'assigned' }])
    expect((await get(`${path}/eligibilitySchedules?${filter}`)).body.value).toEqual([])
  })
})

describe('directory roles refuse', () => {
  start({ trafficFile: null })

  it('to be given twice, to nobody, to a group that may hold none, and roles that do not exist', async () => {
    const principalId = await someone()
    expect((await post(ASSIGNMENTS, assignment(principalId))).status).toBe(201)
    expect(code(await post(ASSIGNMENTS, assignment(principalId)))).toEqual([400, 'Request_BadRequest'])
    expect((await post(ASSIGNMENTS, assignment('11111111-1111-4111-a111-111111111111'))).status).toBe(404)
    expect((await post(ASSIGNMENTS, assignment(principalId, principalId))).status).toBe(400)
    const [group] = (await get("/groups?$top=1&$select=id&$filter=groupTypes/any(c:c eq 'Unified')")).body.value
    expect((await post(ASSIGNMENTS, assignment(String(group!['id'])))).status).toBe(400)
  })

  it('to be given by an app that may only read them', async () => {
    const weak = await mintedToken(simulator, ['RoleManagement.Read.Directory'])
    const init = { method: 'POST', body: assignment(await someone()) }
    expect(code(await graph(simulator, weak, ASSIGNMENTS, init))).toEqual([403, 'Authorization_RequestDenied'])
  })

  it('answers of policies and of groups without the filter that names whose', async () => {
    expect((await get('/policies/roleManagementPolicyAssignments')).status).toBe(400)
    expect((await get('/identityGovernance/privilegedAccess/group/eligibilitySchedules')).status).toBe(400)
  })

  it('a role by template that nobody has activated', async () => {
    expect((await get("/directoryRoles(roleTemplateId='ac16e43d-7b2d-40e0-ac05-243ff356ab5b')/members")).status).toBe(
      404,
    )
  })

  it.each([
    `${PIM}/roleEligibilitySchedules`,
    `${PIM}/roleAssignmentScheduleInstances`,
    "/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'",
  ])('%s without Entra ID P2 (§9.27)', async (path) => {
    simulator.tenant('adatum.example').unlicense(['P2'])
    expect(code(await get(path))).toEqual([400, 'AadPremiumLicenseRequired'])
    simulator.tenant('adatum.example').license(['P2'])
  })
})

describe('how roles are held', () => {
  /** Of the tenants of a world, how many have more than eight Global Administrators. */
  function crowded(posture: string): number {
    const { tenants } = new World(loadScenario('msp-50'), new Date('2026-03-02T08:00:00Z'))
    return tenants
      .filter((tenant) => tenant.posture === posture && tenant.headcount.users >= 60)
      .filter((tenant) => {
        const held = [...tenant.set('roleAssignments').view(), ...tenant.set('roleEligibilities').view()]
        const globals = held.filter(({ roleDefinitionId }) => roleDefinitionId === GLOBAL_ADMINISTRATOR)
        return new Set(globals.map(({ principalId }) => principalId)).size > 8
      }).length
  }

  it('follows from how well a tenant is run', () => {
    expect(crowded('excellent')).toBeLessThan(crowded('poor'))
  })
})
