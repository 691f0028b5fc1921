import { comparePermissions, formFields, pluginFaults, sharedErrors } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { appRoleIds, MICROSOFT_GRAPH } from '../src/permissions/app-role-ids.js'
import { lattice } from '../src/permissions/lattice.js'
import { microsoft } from '../src/plugin.js'
import { open } from './support/connection.js'
import { credentialOf, findApp } from './support/setups.js'

describe('The plugin', () => {
  it('is accepted', () => {
    expect(pluginFaults(microsoft)).toEqual([])
  })

  it.each([
    [
      'global',
      [
        'login.microsoftonline.com',
        'graph.microsoft.com',
        'outlook.office365.com',
        'ps.compliance.protection.outlook.com',
        '*.ps.compliance.protection.outlook.com',
        '*-admin.sharepoint.com',
        'api.interfaces.records.teams.microsoft.com',
      ],
    ],
    [
      'usGov',
      [
        'login.microsoftonline.us',
        'graph.microsoft.us',
        'outlook.office365.us',
        'ps.compliance.protection.office365.us',
        '*.ps.compliance.protection.office365.us',
        '*-admin.sharepoint.us',
        'api.interfaces.records.gov.teams.microsoft.us',
      ],
    ],
    [
      'china',
      [
        'login.partner.microsoftonline.cn',
        'microsoftgraph.chinacloudapi.cn',
        'partner.outlook.cn',
        'ps.compliance.protection.partner.outlook.cn',
        '*.ps.compliance.protection.partner.outlook.cn',
        '*-admin.sharepoint.cn',
        'api.interfaces.records.teams.microsoftonline.cn',
      ],
    ],
  ])('calls in the cloud %s only %j', (cloud, hosts) => {
    expect(microsoft.hosts({ kind: 'singleTenantApp', config: { cloud } })).toEqual(hosts)
  })

  it('asks again for the credential when tenant, client or cloud changes (S-11)', () => {
    for (const { binds } of microsoft.connectionKinds) expect(binds).toEqual(['tenantId', 'clientId', 'cloud'])
  })

  it('has errors of its own that no shared error already tells', () => {
    const titles = [...sharedErrors, ...microsoft.errors].map(({ kind }) => kind.title)
    expect(titles).toEqual([...new Set(titles)])
  })
})

describe('The permission sets', () => {
  it('have one permission at least, each with its reason', () => {
    for (const { id, permissions } of microsoft.permissionSets) {
      expect(permissions, id).not.toEqual([])
      for (const { name, why } of permissions) expect(why, name).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('ask for nothing that writes unless a person switches it on', () => {
    const unasked = microsoft.permissionSets.filter(({ required, byDefault }) => required || byDefault)
    expect(unasked.flatMap(({ permissions }) => permissions).filter(({ write }) => write)).toEqual([])
  })

  it('say that what writes writes, and what is named ReadWrite among it', () => {
    const permissions = microsoft.permissionSets.flatMap((set) => set.permissions)
    for (const { name, write } of permissions.filter((permission) => /ReadWrite|\.Manage/.test(permission.name))) {
      expect(write, name).toBe(true)
    }
  })

  it('are each proven by a probe, unless they change something, are wider than any feature, or work by a role in each tenant', () => {
    const proven = new Set(microsoft.probes.map(({ set }) => set))
    const unproven = microsoft.permissionSets.map(({ id }) => id).filter((id) => !proven.has(id))
    const byRole = ['exchangeSettings', 'purview', 'sharepointAdmin', 'teams', 'exchange']
    expect(unproven).toEqual(['directory', 'userChanges', 'groupChanges', ...byRole])
  })
})

describe('A wide permission', () => {
  const covers = (wide: string, narrow: string) =>
    comparePermissions([narrow], [wide], lattice)[0]?.status !== 'missing'

  it.each([
    ['Group.ReadWrite.All', 'Group.Read.All'],
    ['Group.ReadWrite.All', 'GroupMember.ReadWrite.All'],
    ['GroupMember.ReadWrite.All', 'GroupMember.Read.All'],
    ['User.ReadWrite.All', 'User.Read.All'],
    ['Directory.Read.All', 'User.Read.All'],
    ['Directory.Read.All', 'Group.Read.All'],
    ['Directory.Read.All', 'Application.Read.All'],
    ['Directory.Read.All', 'RoleManagement.Read.Directory'],
    ['Directory.Read.All', 'LicenseAssignment.Read.All'],
    ['Directory.ReadWrite.All', 'Organization.Read.All'],
    ['Organization.Read.All', 'LicenseAssignment.Read.All'],
    ['Directory.Read.All', 'Domain.Read.All'],
    ['Group.Read.All', 'GroupSettings.Read.All'],
    ['DeviceManagementConfiguration.ReadWrite.All', 'DeviceManagementConfiguration.Read.All'],
  ])('%s takes the place of %s (§0.2 #5)', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true)
  })

  it.each([
    ['Group.Read.All', 'Group.ReadWrite.All'],
    ['GroupMember.ReadWrite.All', 'Group.Read.All'],
    ['Directory.Read.All', 'AuditLog.Read.All'],
    ['Directory.Read.All', 'Policy.Read.All'],
    ['Directory.Read.All', 'SecurityEvents.Read.All'],
    ['Directory.Read.All', 'UserAuthenticationMethod.Read.All'],
    ['Policy.Read.All', 'Policy.Read.DeviceConfiguration'],
    ['RoleManagement.Read.Directory', 'RoleManagementPolicy.Read.AzureADGroup'],
    ['DeviceManagementConfiguration.Read.All', 'DeviceManagementManagedDevices.Read.All'],
    ['Directory.ReadWrite.All', 'User.ReadWrite.All'],
    ['Directory.ReadWrite.All', 'Group.ReadWrite.All'],
    ['User.Read.All', 'Group.Read.All'],
    ['LicenseAssignment.ReadWrite.All', 'LicenseAssignment.Read.All'],
    ['Exchange.ManageAsApp', 'User.Read.All'],
  ])('%s does not take the place of %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false)
  })
})

describe('The permission manifest (S4.19)', () => {
  const manifest = (...ids: string[]) =>
    JSON.parse(
      microsoft.permissionManifest?.(microsoft.permissionSets.filter(({ id }) => ids.includes(id))).content ?? '',
    ) as { requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[] }

  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  })
  afterAll(() => simulator.stop())

  it('names each permission of each set', () => {
    const names = microsoft.permissionSets.flatMap(({ permissions }) => permissions.map(({ name }) => name))
    expect([...new Set(names)].filter((name) => !(name in appRoleIds))).toEqual([])
  })

  it('asks for application permissions only, each once, by resource', () => {
    const { requiredResourceAccess } = manifest('organization', 'licences', 'users', 'exchange')
    expect(
      requiredResourceAccess.map(({ resourceAppId, resourceAccess }) => [resourceAppId, resourceAccess.length]),
    ).toEqual([
      [MICROSOFT_GRAPH, 2],
      ['00000002-0000-0ff1-ce00-000000000000', 1],
    ])
    const kinds = requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess.map(({ type }) => type))
    expect(new Set(kinds)).toEqual(new Set(['Role']))
  })

  it('uses the ids under which the directory knows these permissions', async () => {
    const app = findApp(simulator, 'singleTenant')
    const { microsoft: connection } = open(simulator, {
      kind: 'singleTenantApp',
      config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
      credential: credentialOf(app, 'clientSecret'),
      sets: [],
    })
    const { appRoles } = await connection.graph.get(
      `/servicePrincipals(appId='${MICROSOFT_GRAPH}')?$select=id,appRoles`,
      z.looseObject({ appRoles: z.array(z.looseObject({ id: z.string(), value: z.string() })) }),
      { purpose: 'Read app roles', permissions: ['Application.Read.All'], feature: 'Test' },
    )
    const known = Object.fromEntries(appRoles.map(({ id, value }) => [value, id]))
    const ours = Object.entries(appRoleIds).filter(([, { resource }]) => resource === MICROSOFT_GRAPH)
    expect(ours.map(([name, { id }]) => [name, id])).toEqual(ours.map(([name]) => [name, known[name]]))
  })
})

describe('The help', () => {
  const help = microsoft.help ?? []
  const explained = (code: string) => help.filter(({ explains }) => explains?.includes(code)).map(({ id }) => id)

  it.each([
    ['that an Application Administrator cannot consent (S3.59)', 'consent_refused', 'consent-button-greyed-out'],
    ['that grants stay in their tenant (S3.60)', 'role_missing', 'grants-stay-in-their-tenant'],
    ['that a delegation may lack the role (S3.61)', 'consent_refused', 'delegation-lacks-the-role'],
    ['that refusals after a setup are expected (S3.62)', 'role_propagating', 'refused-right-after-setup'],
    ['how to find the app in the role picker (S3.63)', 'role_missing', 'app-missing-in-role-picker'],
    ['which of two values is the secret (§0.2 #8)', 'secret_invalid', 'secret-value-or-id'],
    ['what a refused call may mean (§0.2 #11)', 'permission_missing', 'four-causes-of-a-refusal'],
    ['what Admin Agents does not give (§0.2 #10)', 'app_not_found', 'what-admin-agents-gives'],
    ['why a last sign-in is missing (§0.2 #1)', 'licence_missing', 'last-sign-in-not-available'],
  ])('tells %s, where %s is shown', (_, code, id) => {
    expect(explained(code)).toContain(id)
  })

  it('explains only errors that there are', () => {
    const codes = [...sharedErrors, ...microsoft.errors].map(({ kind }) => kind.code)
    expect(codes).toEqual(expect.arrayContaining(help.flatMap(({ explains = [] }) => explains)))
  })

  it('opens each article with its answer in a sentence or two', () => {
    for (const { id, paragraphs } of help) expect(paragraphs[0]?.length ?? 0, id).toBeLessThan(140)
  })

  it('leads to the pages of Microsoft that the setup leans on (S3.67)', () => {
    expect(microsoft.references?.map(({ title }) => title)).toEqual([
      'App registration',
      'Admin consent',
      'Exchange Online',
      'Roles and GDAP',
    ])
  })
})

describe('The setup guides', () => {
  const steps = microsoft.connectionKinds.flatMap((kind) => kind.guide.steps.map((step) => ({ kind, step })))

  it.each(steps)(
    '$kind.id, $step.id: says what to click and who may, and links with known values',
    ({ kind, step }) => {
      expect(step.instructions.length).toBeGreaterThan(0)
      for (const sentence of step.instructions) expect(sentence).toMatch(/[.:]( .*)?$/)
      expect(step.who.enough).not.toEqual([])
      const known = formFields(kind.config).flatMap(({ name, choices = [] }) => [
        name,
        ...choices.flatMap(({ fills = {} }) => Object.keys(fills)),
      ])
      const texts = [step.link?.href ?? '', ...(step.copy ?? []).map(({ value }) => value)]
      const used = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
      expect([...known, 'returnTo']).toEqual(expect.arrayContaining(used))
      if (step.link) expect(step.link.href).toMatch(/^https:\/\//)
    },
  )

  it.each(microsoft.connectionKinds)('$id: each step stands once', ({ guide }) => {
    const ids = guide.steps.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it.each(microsoft.connectionKinds)(
    '$id: only two roles may consent, and who may register an app may not (§0.2 #2)',
    ({ guide }) => {
      const who = (id: string) => guide.steps.find((step) => step.id === id)?.who
      expect(who('consent')).toEqual({
        enough: ['privilegedRoleAdministrator', 'globalAdministrator'],
        notEnough: ['cloudApplicationAdministrator', 'applicationAdministrator'],
      })
      expect(who('register')?.enough).toContain('applicationAdministrator')
    },
  )

  it('offer a partner the address that consent comes back to, and leave the choice (S3.8, §0.2 #9)', () => {
    const copied = (id: string) =>
      microsoft.connectionKinds
        .find((kind) => kind.id === id)
        ?.guide.steps.find((step) => step.id === 'register')
        ?.copy?.map(({ value }) => value)
    expect(copied('partnerApp')).toContain('{returnTo}')
    expect(copied('singleTenantApp')).not.toContain('{returnTo}')
  })

  it('ask for a multi-tenant app only of a partner (S3.7)', () => {
    const register = (id: string) =>
      microsoft.connectionKinds
        .find((kind) => kind.id === id)
        ?.guide.steps.find((step) => step.id === 'register')
        ?.instructions.join(' ')
    expect(register('singleTenantApp')).toContain('this organizational directory only')
    expect(register('partnerApp')).toContain('any organizational directory (Multitenant)')
  })
})
