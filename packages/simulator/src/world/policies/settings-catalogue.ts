import { guid } from '../ids.js'
import type { Entity, Tenant } from '../model.js'
import { EVERYONE, intuneTime } from './intune-policies.js'
import { hasProduct } from './licensed.js'

type Part = Record<string, unknown>
const DAY = 86_400_000

/** A choice among the values of a setting, named by the setting's id and the value. */
function choice(settingDefinitionId: string, value: string, children: Part[] = []): Part {
  return {
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
    settingDefinitionId,
    settingInstanceTemplateReference: null,
    choiceSettingValue: {
      settingValueTemplateReference: null,
      value: `${settingDefinitionId}_${value}`,
      children,
    },
  }
}

interface Profile {
  setting: string
  name: string
  technologies: string
  template: { templateId: string; templateFamily: string; templateDisplayName: string; templateDisplayVersion: string }
  instances: Part[]
}

/** Rules of standard protection. https://learn.microsoft.com/defender-endpoint/attack-surface-reduction-rules-reference */
const STANDARD_RULES = [
  'blockabuseofexploitedvulnerablesigneddrivers',
  'blockcredentialstealingfromwindowslocalsecurityauthoritysubsystem',
  'blockpersistencethroughwmieventsubscription',
]

const ASR = 'device_vendor_msft_policy_config_defender_attacksurfacereductionrules'

function attackSurfaceReduction(): Part {
  return {
    '@odata.type': '#microsoft.graph.deviceManagementConfigurationGroupSettingCollectionInstance',
    settingDefinitionId: ASR,
    settingInstanceTemplateReference: null,
    groupSettingCollectionValue: [
      {
        settingValueTemplateReference: null,
        children: STANDARD_RULES.map((rule) => choice(`${ASR}_${rule}`, 'block')),
      },
    ],
  }
}

const PROFILES: readonly Profile[] = [
  {
    setting: 'disks are encrypted',
    name: 'Windows: BitLocker',
    technologies: 'mdm',
    template: {
      templateId: '46ddfc50-d10f-4867-b852-9434254b3bff_1',
      templateFamily: 'endpointSecurityDiskEncryption',
      templateDisplayName: 'BitLocker',
      templateDisplayVersion: 'Version 1',
    },
    instances: [
      choice('device_vendor_msft_bitlocker_requiredeviceencryption', '1'),
      choice('device_vendor_msft_bitlocker_systemdrivesencryptiontype', '1', [
        choice('device_vendor_msft_bitlocker_systemdrivesencryptiontype_osencryptiontypedropdown_name', '1'),
      ]),
      choice('device_vendor_msft_bitlocker_allowwarningforotherdiskencryption', '0'),
    ],
  },
  {
    setting: 'local administrator passwords are kept in Entra',
    name: 'Windows: LAPS',
    technologies: 'mdm',
    template: {
      templateId: 'adc46e5a-f4aa-4ff6-aeff-4f27bc525796_1',
      templateFamily: 'endpointSecurityAccountProtection',
      templateDisplayName: 'Local admin password solution (Windows LAPS)',
      templateDisplayVersion: 'Version 1',
    },
    instances: [choice('device_vendor_msft_laps_policies_backupdirectory', '1')],
  },
  {
    setting: 'the attack surface is reduced',
    name: 'Windows: attack surface reduction',
    technologies: 'mdm,microsoftSense',
    template: {
      templateId: 'e8c053d6-9f95-42b1-a7f1-ebfd71c67a4b_1',
      templateFamily: 'endpointSecurityAttackSurfaceReduction',
      templateDisplayName: 'Attack Surface Reduction Rules',
      templateDisplayVersion: 'Version 1',
    },
    instances: [attackSurfaceReduction()],
  },
]

/** The settings catalogue, which only beta shows. */
export function seedConfigurationPolicies(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune')) return []
  return PROFILES.filter(({ setting }) => tenant.good(setting)).map((profile) => {
    const id = guid(tenant.id, 'configuration policy', profile.setting)
    const isAssigned = tenant.good(`${profile.setting} everywhere`)
    const made = intuneTime(new Date(tenant.begunAt.getTime() - 200 * DAY))
    return {
      id,
      name: profile.name,
      description: '',
      platforms: 'windows10',
      technologies: profile.technologies,
      createdDateTime: made,
      lastModifiedDateTime: made,
      settingCount: profile.instances.length,
      creationSource: null,
      roleScopeTagIds: ['0'],
      isAssigned,
      templateReference: profile.template,
      priorityMetaData: null,
      assignments: isAssigned
        ? [{ id: `${id}_acacacac-9df4-4c7d-9d50-4ef0226f57a9`, source: 'direct', sourceId: id, target: EVERYONE }]
        : [],
      settings: profile.instances.map((settingInstance, index) => ({ id: String(index), settingInstance })),
    }
  })
}

export function seedCleanupRules(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune') || !tenant.good('devices that are gone are cleaned up')) return []
  return [
    {
      id: guid(tenant.id, 'cleanup rule'),
      displayName: 'Devices that were not seen for 90 days',
      description: '',
      deviceCleanupRulePlatformType: 'all',
      deviceInactivityBeforeRetirementInDays: 90,
      lastModifiedDateTime: intuneTime(new Date(tenant.begunAt.getTime() - 180 * DAY)),
    },
  ]
}

export function seedApprovalPolicies(tenant: Tenant): Entity[] {
  if (!hasProduct(tenant, 'intune') || !tenant.good('two administrators change devices')) return []
  const { seed } = tenant.set('groups')
  return [
    {
      id: guid(tenant.id, 'approval policy'),
      displayName: 'Scripts need a second administrator',
      description: '',
      policyType: 'script',
      policyPlatform: 'notApplicable',
      policySet: { policyType: 'script', policyPlatform: 'notApplicable' },
      approverGroupIds: seed.size > 0 ? [seed.at(0).id] : [],
      lastModifiedDateTime: intuneTime(new Date(tenant.begunAt.getTime() - 120 * DAY)),
    },
  ]
}
