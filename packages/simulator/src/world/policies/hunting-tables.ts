import { populationOf } from '../apps/population.js'
import { guid } from '../ids.js'
import type { Tenant } from '../model.js'
import { emergencyAccounts } from './emergency-accounts.js'
import { hasProduct } from './licensed.js'

type Row = Record<string, unknown>

interface Table {
  /** Column to type, as the schema of an answer names it. */
  schema: Record<string, string>
  rows(tenant: Tenant): Row[]
}

/** A small part of advanced hunting. https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables */
export const huntingTables: Record<string, Table> = {
  OAuthAppInfo: {
    schema: {
      Timestamp: 'DateTime',
      OAuthAppId: 'String',
      ServicePrincipalId: 'String',
      AppName: 'String',
      AppStatus: 'String',
      PrivilegeLevel: 'String',
      Permissions: 'Object',
      VerifiedPublisher: 'Object',
      AppOrigin: 'String',
    },
    rows: (tenant) => (hasProduct(tenant, 'defenderForCloudApps') ? applications(tenant) : []),
  },
  ExposureGraphNodes: {
    schema: {
      NodeId: 'String',
      NodeLabel: 'String',
      NodeName: 'String',
      Categories: 'Object',
      NodeProperties: 'Object',
      EntityIds: 'Object',
    },
    rows: (tenant) => edges(tenant).flatMap((edge) => [nodeOf(edge, 'Source'), nodeOf(edge, 'Target')]),
  },
  ExposureGraphEdges: {
    schema: {
      EdgeId: 'String',
      EdgeLabel: 'String',
      SourceNodeId: 'String',
      SourceNodeName: 'String',
      SourceNodeLabel: 'String',
      SourceNodeCategories: 'Object',
      TargetNodeId: 'String',
      TargetNodeName: 'String',
      TargetNodeLabel: 'String',
      TargetNodeCategories: 'Object',
      EdgeProperties: 'Object',
    },
    rows: edges,
  },
  DeviceInfo: {
    schema: {
      Timestamp: 'DateTime',
      DeviceId: 'String',
      DeviceName: 'String',
      OSPlatform: 'String',
      ExposureLevel: 'String',
      IsAzureADJoined: 'Boolean',
    },
    rows: (tenant) => (hasProduct(tenant, 'defenderForEndpoint') ? devices(tenant) : []),
  },
}

/** Permissions that stand for much power, and whether anyone uses them. */
function applications(tenant: Tenant): Row[] {
  const unused = !tenant.good('no application has permissions it does not use')
  return populationOf(tenant)
    .filter(({ permissions }) => permissions.length > 0)
    .map((app, index) => ({
      Timestamp: tenant.begunAt.toISOString(),
      OAuthAppId: app.appId,
      ServicePrincipalId: app.servicePrincipalId,
      AppName: app.name,
      AppStatus: 'Enabled',
      PrivilegeLevel: app.permissions.some((name) => /ReadWrite|FullControl/.test(name)) ? 'High' : 'Medium',
      Permissions: JSON.stringify(
        app.permissions.map((name) => ({
          TargetAppId: '00000003-0000-0000-c000-000000000000',
          TargetAppDisplayName: 'Microsoft Graph',
          PermissionValue: name,
          PermissionType: 'Application',
          PrivilegeLevel: /ReadWrite|FullControl/.test(name) ? 'High' : 'Medium',
          UsageStatus: unused && index % 3 === 0 ? 'NotInUse' : 'InUse',
        })),
      ),
      VerifiedPublisher: JSON.stringify(app.verified ? { displayName: app.publisher } : {}),
      AppOrigin: app.kind === 'saas' ? 'External' : 'Internal',
    }))
}

/** Credentials of privileged people on devices that are at risk. */
function edges(tenant: Tenant): Row[] {
  const watched = hasProduct(tenant, 'defenderForEndpoint')
  if (!watched || tenant.good('no credentials of administrators lie on devices at risk')) return []
  const [account] = emergencyAccounts(tenant)
  const user = account === undefined ? undefined : tenant.set('users').view().get(account)
  const { seed } = tenant.set('devices')
  if (!user || seed.size === 0) return []
  const device = seed.at(0)
  return [
    {
      EdgeId: guid(tenant.id, 'exposure edge'),
      EdgeLabel: 'has credentials of',
      SourceNodeId: guid(tenant.id, 'exposure node', device.id),
      SourceNodeName: device['displayName'],
      SourceNodeLabel: 'device',
      SourceNodeCategories: JSON.stringify(['device', 'environmentNode']),
      TargetNodeId: guid(tenant.id, 'exposure node', user.id),
      TargetNodeName: user['displayName'],
      TargetNodeLabel: 'user',
      TargetNodeCategories: JSON.stringify(['identity']),
      EdgeProperties: JSON.stringify({ rawData: { riskScore: 'High', exposureScore: 'High' } }),
    },
  ]
}

function nodeOf(edge: Row, side: 'Source' | 'Target'): Row {
  return {
    NodeId: edge[`${side}NodeId`],
    NodeLabel: edge[`${side}NodeLabel`],
    NodeName: edge[`${side}NodeName`],
    Categories: edge[`${side}NodeCategories`],
    NodeProperties: JSON.stringify({ rawData: { riskScore: 'High', exposureScore: 'High' } }),
    EntityIds: '[]',
  }
}

function devices(tenant: Tenant): Row[] {
  return [...tenant.set('devices').view()].slice(0, 200).map((device) => ({
    Timestamp: tenant.begunAt.toISOString(),
    DeviceId: guid(tenant.id, 'machine', device.id).replaceAll('-', ''),
    DeviceName: device['displayName'],
    OSPlatform: device['operatingSystem'],
    ExposureLevel: 'Low',
    IsAzureADJoined: device['trustType'] === 'AzureAd',
  }))
}
