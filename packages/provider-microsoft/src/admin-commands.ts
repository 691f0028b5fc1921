import type { AdminTask } from '@tenantry/core'
import { appRoleIds, MICROSOFT_GRAPH } from './permissions/app-role-ids.js'

const SHELL = 'PowerShell, with the module Microsoft.Graph'

/**
 * What an administrator may paste into a shell instead of clicking. Names and ids only come from checked settings and from
 * our own list of permissions, so nothing in them can end a quote.
 * https://learn.microsoft.com/powershell/microsoftgraph/tutorial-grant-app-only-api-permissions
 */
export function adminCommand({
  task,
  permissions,
  config,
  credentialKind,
}: AdminTask): { label: string; text: string } | undefined {
  const tenant = String(config['tenantId'])
  const app = String(config['clientId'])
  if (task === 'renewSecret') {
    if (credentialKind !== 'clientSecret') return undefined
    return {
      label: SHELL,
      text: [
        connect(tenant, ['Application.ReadWrite.All']),
        `$app = Get-MgApplication -Filter "appId eq '${app}'"`,
        `(Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{ displayName = 'Tenantry' }).SecretText`,
      ].join('\n'),
    }
  }
  const byResource = new Map<string, string[]>()
  for (const name of permissions.filter((candidate) => /^[\w./-]+$/.test(candidate))) {
    const { resource, value = name } = appRoleIds[name] ?? { resource: MICROSOFT_GRAPH }
    byResource.set(resource, [...(byResource.get(resource) ?? []), value])
  }
  if (byResource.size === 0) return undefined
  const change = task === 'grant' ? grant : revoke
  return {
    label: SHELL,
    text: [
      connect(tenant, ['Application.Read.All', 'AppRoleAssignment.ReadWrite.All']),
      `$app = Get-MgServicePrincipal -Filter "appId eq '${app}'"`,
      ...[...byResource].flatMap(([resource, names]) => change(resource, names)),
    ].join('\n'),
  }
}

const connect = (tenant: string, scopes: string[]) =>
  `Connect-MgGraph -TenantId '${tenant}' -Scopes ${scopes.map((scope) => `'${scope}'`).join(', ')}`

const resourceLine = (resource: string) => `$api = Get-MgServicePrincipal -Filter "appId eq '${resource}'"`

const list = (names: string[]) => names.map((name) => `'${name}'`).join(', ')

function grant(resource: string, names: string[]): string[] {
  return [
    resourceLine(resource),
    `foreach ($role in $api.AppRoles | Where-Object { $_.Value -in ${list(names)} }) {`,
    '  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $api.Id -AppRoleId $role.Id',
    '}',
  ]
}

function revoke(resource: string, names: string[]): string[] {
  return [
    resourceLine(resource),
    `$roles = ($api.AppRoles | Where-Object { $_.Value -in ${list(names)} }).Id`,
    'Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All | Where-Object { $_.AppRoleId -in $roles } |',
    '  ForEach-Object { Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -AppRoleAssignmentId $_.Id }',
  ]
}
