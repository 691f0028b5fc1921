import { fail, lacks, type Outcome, pass } from '@tenantry/core'
import type { z } from 'zod'
import type { teamsAppPolicies } from '../../resources/teams-app-policies.js'
import type { teamsAppSettings } from '../../resources/teams-app-settings.js'
import { nameOf } from './reasoning.js'

interface Looked {
  facts: {
    policies?: z.output<typeof teamsAppPolicies.schema>
    settings?: z.output<typeof teamsAppSettings.schema>
  }
  setting: 'DefaultApp' | 'GlobalApp' | 'PrivateApp'
  property: 'DefaultCatalogAppsType' | 'GlobalCatalogAppsType' | 'PrivateCatalogAppsType'
  /** Which apps, at the beginning of a sentence. */
  apps: string
}

/** Judges that apps of one kind need to be allowed: organization-wide where that was read, and in every policy. */
export function judgeApps({ facts: { policies, settings }, setting, property, apps }: Looked): Outcome {
  const wide = settings?.find(({ SettingName }) => SettingName === setting)
  if (!policies && !wide) return lacks('policies')
  const open = (policies ?? []).filter((policy) => policy[property] === 'BlockedAppList')
  const evidence = [
    ...(wide
      ? [
          {
            object: 'Organization-wide app settings',
            id: setting,
            property: 'SettingValue',
            value: wide.SettingValue,
            expected: 'None',
            ok: wide.SettingValue === 'None',
          },
        ]
      : []),
    ...(policies ?? []).map((policy) => ({
      object: nameOf(policy),
      id: policy.Identity,
      property,
      value: policy[property] ?? null,
      expected: 'AllowedAppList',
      ok: policy[property] !== 'BlockedAppList',
    })),
  ]
  if (wide && wide.SettingValue !== 'None') return fail(`${apps} are allowed for the whole organization.`, { evidence })
  if (open.length > 0)
    return fail(`${apps} are allowed unless they are blocked, by ${open.map(nameOf).join(', ')}.`, { evidence })
  const warnings = wide
    ? []
    : ['Judged by the permission policies alone: the organization-wide app settings could not be read.']
  return pass(`${apps} need to be allowed.`, { evidence, warnings })
}
