import { fail, lacks, type Outcome, pass } from '@tenantry/core'
import type { FabricTenantSetting } from '../../resources/fabric-tenant-settings.js'
import { hasServicePlan, type SubscribedSku } from '../../resources/subscribed-skus.js'
import { settingMissing } from '../settings.js'

/** How a setting must stand. */
export type Wanted = 'off' | 'on' | 'offOrLimited'

export interface FabricFacts {
  skus: readonly SubscribedSku[]
  settings?: readonly FabricTenantSetting[] | undefined
}

const LICENCE = 'Fabric or Power BI'
/** Every service plan of Power BI and Fabric has a name of this form, e.g. `BI_AZURE_P2`. */
const PLAN = /^(BI_AZURE_|POWER_BI_|PBI_|FABRIC)/i

const expected: Record<Wanted, string> = {
  off: 'off',
  on: 'on',
  offOrLimited: 'off, or on for chosen security groups only',
}

/** Judges one setting of the tenant. Without a licence there is nothing to set, which counts as a failure of the baseline. */
export function judgeTenantSetting(facts: FabricFacts, name: string, wanted: Wanted): Outcome {
  const { skus, settings } = facts
  if (!hasServicePlan(skus, PLAN)) {
    return fail(`No subscription includes ${LICENCE}, so that the setting cannot be looked at.`, { licence: LICENCE })
  }
  if (!settings) return lacks('settings')
  const setting = settings.find(({ settingName }) => settingName === name)
  if (!setting) return settingMissing(name)

  const groups = setting.enabledSecurityGroups
  const good = wanted === 'on' ? setting.enabled : !setting.enabled || (wanted === 'offOrLimited' && groups.length > 0)
  const title = setting.title ?? name
  const evidence = [
    {
      object: title,
      id: name,
      property: 'enabled',
      value:
        setting.enabled && groups.length > 0
          ? { enabled: true, groups: groups.map((group) => group.name ?? group.graphId) }
          : setting.enabled,
      expected: expected[wanted],
      ok: good,
    },
  ]
  return (good ? pass : fail)(`“${title}” is ${stateOf(setting)}.`, { evidence })
}

function stateOf({ enabled, enabledSecurityGroups: groups }: FabricTenantSetting): string {
  if (!enabled) return 'off'
  if (groups.length === 0) return 'on for everyone'
  return `on for ${groups.length} security ${groups.length === 1 ? 'group' : 'groups'}`
}
