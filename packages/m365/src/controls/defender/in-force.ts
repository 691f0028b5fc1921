import type { ProtectionRule } from '../../resources/protection-rules.js'

/** Strict goes before standard, standard before policies of one's own, these before the default and the built-in. */
export type Tier = 'strict' | 'standard' | 'custom' | 'default' | 'builtIn'

/** A policy that applies to everybody whom no policy before it catches. */
export interface InForce<P> {
  tier: Tier
  policy: P
}

/** What tells protection policies apart. */
export interface NamedPolicy {
  Identity?: string | null | undefined
  Name?: string | null | undefined
  IsDefault?: boolean | null | undefined
  RecommendedPolicyType?: string | null | undefined
}

/** Policies of one kind, and the rules that say to whom they apply. */
export interface Protection<P extends NamedPolicy> {
  policies: readonly P[]
  /** Of the organization's own policies. */
  rules: readonly ProtectionRule[]
  /** Of preset security policies. */
  presets: readonly ProtectionRule[]
  /** The property of a rule that names its policy. */
  ruleNames:
    | 'MalwareFilterPolicy'
    | 'SafeAttachmentPolicy'
    | 'SafeLinksPolicy'
    | 'AntiPhishPolicy'
    | 'HostedContentFilterPolicy'
  /** The accepted domains; absent: not read. */
  domains?: readonly { DomainName: string }[] | undefined
  /** Whether a rule for domains counts as one for everybody where the accepted domains were not read. */
  trustDomains?: boolean
  /** Rules of the built-in protection; absent: not read, and taken for granted. */
  builtIn?: readonly ProtectionRule[] | undefined
}

export type Preset = 'strict' | 'standard'

/** Which preset security policy this name stands for; Exchange puts a number after it. */
export function presetNamed(name: string | null | undefined): Preset | undefined {
  const [, preset] = /(strict|standard) preset security policy/i.exec(name ?? '') ?? []
  return preset?.toLowerCase() as Preset | undefined
}

export function isOn({ State }: ProtectionRule): boolean {
  return typeof State === 'string' && State.toLowerCase() === 'enabled'
}

export function nameOf({ Identity, Name }: NamedPolicy): string {
  return Identity ?? Name ?? 'without a name'
}

/** Whom a rule leaves out. */
export function exceptionsOf(rule: ProtectionRule): string[] {
  return [...rule.ExceptIfSentTo, ...rule.ExceptIfSentToMemberOf, ...rule.ExceptIfRecipientDomainIs]
}

function isForChosenPeople({ SentTo, SentToMemberOf }: ProtectionRule): boolean {
  return SentTo.length > 0 || SentToMemberOf.length > 0
}

/** Whether the preset is on without being limited to anybody. Exceptions are the business of warnings. */
export function presetIsForEveryone(rules: readonly ProtectionRule[], preset: Preset): boolean {
  return presetRules(rules, preset).some((rule) => !isForChosenPeople(rule) && rule.RecipientDomainIs.length === 0)
}

/** The rules of a preset that are on. */
export function presetRules(rules: readonly ProtectionRule[], preset: Preset): ProtectionRule[] {
  return rules.filter((rule) => presetNamed(rule.Identity ?? rule.Name) === preset && isOn(rule))
}

/** Whether a rule reaches every recipient; unknown where it names domains and nobody knows which there are. */
export function isForEveryone(
  rule: ProtectionRule,
  domains: readonly { DomainName: string }[] | undefined,
): boolean | undefined {
  if (isForChosenPeople(rule) || exceptionsOf(rule).length > 0) return false
  if (rule.RecipientDomainIs.length === 0) return true
  if (!domains || domains.length === 0) return undefined
  const named = new Set(rule.RecipientDomainIs.map((domain) => domain.trim().toLowerCase()))
  return domains.every(({ DomainName }) => named.has(DomainName.trim().toLowerCase()))
}

/** The policies that apply to everybody, the one that goes first first. */
export function policiesForEveryone<P extends NamedPolicy>(protection: Protection<P>): InForce<P>[] {
  const { policies, presets, domains, trustDomains = false } = protection
  const presetsInForce = (['strict', 'standard'] as const).flatMap((tier) =>
    presetIsForEveryone(presets, tier) ? policies.filter((policy) => presetOf(policy) === tier).map(ofTier(tier)) : [],
  )
  const custom = ownRules(protection).flatMap(({ rule, policy }) =>
    (isForEveryone(rule, domains) ?? trustDomains) ? [{ tier: 'custom' as const, policy }] : [],
  )
  return [
    ...presetsInForce,
    ...custom,
    ...policies.filter(isDefault).map(ofTier('default')),
    ...(builtInIsForEveryone(protection) ? policies.filter(isBuiltIn).map(ofTier('builtIn')) : []),
  ]
}

/** The policies that apply to some people only, and to these before those for everybody. */
export function policiesForSome<P extends NamedPolicy>(protection: Protection<P>): P[] {
  const { policies, presets, domains, trustDomains = false } = protection
  const narrowPresets = (['strict', 'standard'] as const).flatMap((preset) =>
    presetRules(presets, preset).length > 0 && !presetIsForEveryone(presets, preset)
      ? policies.filter((policy) => presetOf(policy) === preset)
      : [],
  )
  const narrow = ownRules(protection).filter(({ rule }) => !(isForEveryone(rule, domains) ?? trustDomains))
  return [...narrowPresets, ...narrow.map(({ policy }) => policy)]
}

/** Rules for domains of which nobody knows whether they are all there are. */
export function rulesOfUnknownReach<P extends NamedPolicy>(protection: Protection<P>): ProtectionRule[] {
  return ownRules(protection)
    .map(({ rule }) => rule)
    .filter((rule) => isForEveryone(rule, protection.domains) === undefined)
}

/** The rules that are on, the lowest priority first, each with its policy. */
function ownRules<P extends NamedPolicy>({ policies, rules, ruleNames }: Protection<P>) {
  return rules
    .filter(isOn)
    .toSorted((a, b) => priority(a) - priority(b))
    .flatMap((rule) => {
      const name = (rule[ruleNames] ?? rule.Identity ?? rule.Name)?.toLowerCase()
      const policy = policies.find(
        ({ Identity, Name }) => name !== undefined && [Identity?.toLowerCase(), Name?.toLowerCase()].includes(name),
      )
      return policy && !isDefault(policy) && !presetOf(policy) ? [{ rule, policy }] : []
    })
}

function priority({ Priority }: ProtectionRule): number {
  return Priority === null || Priority === undefined ? Number.POSITIVE_INFINITY : Number(Priority)
}

/** Which preset a policy belongs to. */
export function presetOf({ Identity, Name, RecommendedPolicyType }: NamedPolicy): Preset | undefined {
  const named = presetNamed(Identity) ?? presetNamed(Name)
  if (named) return named
  const type = RecommendedPolicyType?.toLowerCase()
  return type === 'strict' || type === 'standard' ? type : undefined
}

export function isDefault({ IsDefault, Identity }: NamedPolicy): boolean {
  return IsDefault === true || Identity === 'Default'
}

function isBuiltIn({ Identity, RecommendedPolicyType }: NamedPolicy): boolean {
  return RecommendedPolicyType === 'BuiltIn' || /^built-in protection policy/i.test(Identity ?? '')
}

function builtInIsForEveryone<P extends NamedPolicy>({ builtIn }: Protection<P>): boolean {
  return !builtIn || builtIn.some((rule) => isInUse(rule) && exceptionsOf(rule).length === 0)
}

/** Rules that always apply may come without a state. */
export function isInUse(rule: ProtectionRule): boolean {
  return rule.State === null || rule.State === undefined || isOn(rule)
}

function ofTier<P>(tier: Tier) {
  return (policy: P): InForce<P> => ({ tier, policy })
}
