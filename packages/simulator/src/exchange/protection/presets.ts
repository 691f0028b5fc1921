import { pick } from '../../world/ids.js'
import type { Tenant } from '../../world/model.js'

/** Microsoft's preset security policies. https://learn.microsoft.com/defender-office-365/preset-security-policies */
export type Preset = 'Strict' | 'Standard'

/** The presets that somebody has switched on at some time; their policies and rules exist since then. */
export function presetsOf(tenant: Tenant): Preset[] {
  return (['Strict', 'Standard'] as const).filter((preset) => tenant.good(`preset-${preset}`))
}

/** The policies of a preset carry the moment they were made in their names. */
export function presetName(tenant: Tenant, preset: Preset): string {
  return `${preset} Preset Security Policy${1_659_535_429_826 + pick(90_000_000, tenant.id, preset)}`
}

export function presetRuleName(preset: Preset): string {
  return `${preset} Preset Security Policy`
}

/** Some tenants have a policy of their own making, whose rule covers the domain. */
export function customPolicy(tenant: Tenant, noun: string): string | undefined {
  return pick(2, tenant.id, 'custom-policy', noun) === 0
    ? `${tenant.name} ${noun.replace(/([a-z])([A-Z])/g, '$1 $2')}`
    : undefined
}
