import { lacks, type Outcome, pass } from '@tenantry/core'
import type { SafeLinksPolicy } from '../../resources/protection-policies.js'
import type { ProtectionRule } from '../../resources/protection-rules.js'
import type { SubscribedSku } from '../../resources/subscribed-skus.js'
import { judgeFirst, presetExceptions, type Wish } from './first-in-force.js'
import { presetIsForEveryone } from './in-force.js'
import { withoutDefender } from './licence.js'

export interface SafeLinksFacts {
  /** Presets with Exchange Online Protection; they count where those with Defender were not read. */
  presets: readonly ProtectionRule[]
  atpPresets?: readonly ProtectionRule[] | undefined
  policies?: readonly SafeLinksPolicy[] | undefined
  rules?: readonly ProtectionRule[] | undefined
  builtIn?: readonly ProtectionRule[] | undefined
  domains?: readonly { DomainName: string }[] | undefined
  skus?: readonly SubscribedSku[] | undefined
}

/** Judges the Safe Links policy that applies to everybody. Presets cannot be changed and have all of it. */
export function judgeSafeLinks(facts: SafeLinksFacts, wish: Omit<Wish<SafeLinksPolicy>, 'kind'>): Outcome {
  const unlicensed = withoutDefender(facts.skus)
  if (unlicensed) return unlicensed
  const outcome = judgePolicies(facts, wish)
  return facts.skus
    ? outcome
    : { ...outcome, warnings: [...outcome.warnings, 'Whether a subscription brings Defender was not read.'] }
}

function judgePolicies(facts: SafeLinksFacts, wish: Omit<Wish<SafeLinksPolicy>, 'kind'>): Outcome {
  const presets = facts.atpPresets ?? facts.presets
  const preset = (['strict', 'standard'] as const).find((name) => presetIsForEveryone(presets, name))
  if (preset) {
    return pass(`The ${preset} preset, which applies to everybody, ${wish.good}.`, {
      warnings: presetExceptions(presets, preset),
    })
  }
  const { policies, rules, builtIn, domains } = facts
  if (!policies) return lacks('policies')
  if (!rules) return lacks('rules')
  return judgeFirst(
    { policies, rules, presets, builtIn, domains, ruleNames: 'SafeLinksPolicy' },
    { kind: 'Safe Links policy', ...wish },
  )
}
