import { defaultDomain } from '../../world/domain-names.js'
import type { Entity, Tenant } from '../../world/model.js'
import { guid } from '../../world/ids.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import type { ConfigurationKind } from '../configuration-cmdlets.js'
import { ExchangeError } from '../exchange-error.js'
import { configuration, shapeOf } from '../shapes.js'
import { exchangeTimeUtc } from '../wire.js'

function quarantinePolicies(tenant: Tenant): Entity[] {
  const named: [string, number, boolean][] = [
    ['DefaultFullAccessPolicy', 23, false],
    ['AdminOnlyAccessPolicy', 0, false],
    ['DefaultFullAccessWithNotificationPolicy', 23, true],
    ...(tenant.good('quarantine-release') ? [] : ([['Users may release', 236, true]] as [string, number, boolean][])),
  ]
  return named.map(([name, value, notified]) =>
    configuration(tenant, 'QuarantinePolicy', name, {
      EndUserQuarantinePermissionsValue: value,
      ESNEnabled: notified,
      EndUserQuarantinePermissions: `[PermissionToViewHeader: False\r\nPermissionToDownload: False\r\nPermissionToRelease: ${value === 236 ? 'True' : 'False'}\r\nPermissionToRequestRelease: False\r\nPermissionToPreview: ${value > 0 ? 'True' : 'False'}\r\nPermissionToDelete: ${value > 0 ? 'True' : 'False'}]`,
    }),
  )
}

function reportSubmission(tenant: Tenant): Entity[] {
  const address = [`phishing@${defaultDomain(tenant)}`]
  const good = tenant.good('report-submission')
  return [
    configuration(
      tenant,
      'ReportSubmissionPolicy',
      'DefaultReportSubmissionPolicy',
      good
        ? {
            EnableReportToMicrosoft: true,
            ReportJunkToCustomizedAddress: true,
            ReportNotJunkToCustomizedAddress: true,
            ReportPhishToCustomizedAddress: true,
            ReportJunkAddresses: address,
            ReportNotJunkAddresses: address,
            ReportPhishAddresses: address,
            ReportChatMessageEnabled: false,
            ReportChatMessageToCustomizedAddressEnabled: true,
          }
        : {},
    ),
  ]
}

/** Entries that somebody allowed or blocked; a list entry has no directory object. */
export function seedAllowBlockList(tenant: Tenant): Entity[] {
  const entry = (list: string, action: string, value: string, expires: boolean): Entity => {
    const id = guid(tenant.id, 'allow-block', list, value)
    return {
      id,
      ...shapeOf('TenantAllowBlockListItem'),
      ListType: list,
      Action: action,
      Value: value,
      Identity: Buffer.from(`${list}/${value}`).toString('base64'),
      CreatedDateTime: exchangeTimeUtc(tenant.createdAt),
      LastModifiedDateTime: exchangeTimeUtc(tenant.createdAt),
      ExpirationDate: expires ? exchangeTimeUtc(new Date(tenant.begunAt.getTime() + 30 * 86_400_000)) : null,
      ModifiedBy: 'Admin',
    }
  }
  return [
    entry('Sender', 'Block', 'spam.example', false),
    entry('Url', 'Block', 'malicious.example/*', true),
    ...(tenant.good('allow-entries') ? [] : [entry('Sender', 'Allow', 'partner.example', false)]),
  ]
}

const LISTS = ['Sender', 'Url', 'FileHash', 'IP', 'BulkSender', 'SpoofedSender']

function allowBlockList(call: CmdletCall): Iterable<Result> {
  const { tenant, parameters } = call
  const asked = parameters.required('ListType')
  const list = LISTS.find((name) => name.toLowerCase() === asked.toLowerCase())
  if (!list) throw new ExchangeError('invalidArgument', { value: asked, other: 'ListType' })
  const wanted = (entry: Entity) =>
    entry['ListType'] === list &&
    (parameters.flag('Allow') !== true || entry['Action'] === 'Allow') &&
    (parameters.flag('Block') !== true || entry['Action'] === 'Block') &&
    (parameters.flag('NoExpiration') !== true || entry['ExpirationDate'] === null)
  const shown = [...tenant.set('exchangeAllowBlockList').view()]
    .filter(wanted)
    .map(({ ListType: _list, ...entry }) => entry)
  return results(call, shown)
}

export const threatKinds: ConfigurationKind[] = [
  {
    noun: 'QuarantinePolicy',
    area: 'protection',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    by: ['QuarantinePolicyType'],
    seed: quarantinePolicies,
  },
  {
    noun: 'ReportSubmissionPolicy',
    area: 'protection',
    verbs: ['Get', 'Set', 'New'],
    single: true,
    seed: reportSubmission,
  },
  { noun: 'PhishSimOverridePolicy', area: 'protection', verbs: ['Get', 'Set', 'New', 'Remove'], seed: () => [] },
  {
    noun: 'TeamsProtectionPolicy',
    area: 'protection',
    licence: 'defenderPlan2',
    verbs: ['Get', 'Set', 'New'],
    single: true,
    seed: (tenant) => [
      configuration(tenant, 'TeamsProtectionPolicy', 'Teams Protection Policy', {
        ZapEnabled: tenant.good('teams-zap'),
      }),
    ],
  },
  {
    noun: 'TeamsProtectionPolicyRule',
    shape: 'ProtectionPolicyRule',
    area: 'protection',
    licence: 'defenderPlan2',
    verbs: ['Get', 'Set', 'New'],
    single: true,
    seed: (tenant) => [
      configuration(tenant, 'ProtectionPolicyRule', 'Teams Protection Policy Rule', {
        TeamsProtectionPolicy: 'Teams Protection Policy',
        ...(tenant.good('teams-zap-exceptions') || tenant.headcount.users === 0
          ? {}
          : { ExceptIfSentTo: [String(tenant.set('users').seed.at(0)['mail'])] }),
      }),
    ],
  },
  {
    noun: 'EmailTenantSettings',
    area: 'protection',
    licence: 'defenderPlan2',
    verbs: ['Get', 'Set'],
    single: true,
    seed: (tenant) => [
      configuration(tenant, 'EmailTenantSettings', 'Default', {
        EnablePriorityAccountProtection: tenant.good('priority-accounts'),
      }),
    ],
  },
]

export const threatCmdlets: Cmdlet[] = [
  {
    name: 'Get-TenantAllowBlockListItems',
    area: 'protection',
    parameters: ['ListType', 'ListSubType', 'Entry', 'Allow', 'Block', 'NoExpiration', 'ExpirationDate'],
    run: allowBlockList,
  },
  {
    name: 'Get-TenantAllowBlockListSpoofItems',
    area: 'protection',
    parameters: ['Identity', 'Action', 'SpoofType'],
    run: () => NOTHING,
  },
]
