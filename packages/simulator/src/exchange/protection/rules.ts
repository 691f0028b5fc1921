import { pick } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { ConfigurationKind } from '../configuration-cmdlets.js'
import { hasDefender } from '../licences.js'
import { configuration } from '../shapes.js'
import { customPolicy, presetName, presetRuleName, presetsOf } from './presets.js'

function rule(tenant: Tenant, noun: string, name: string, facts: Record<string, unknown>): Entity {
  const { id, Guid, ExchangeObjectId } = configuration(tenant, 'ProtectionPolicyRule', `${noun}/${name}`)
  return {
    ...configuration(tenant, 'ProtectionPolicyRule', name, facts),
    id,
    Guid,
    ExchangeObjectId,
    ImmutableId: Guid,
  }
}

/** A policy of somebody's making applies to the domains of the tenant, or to only one of them. */
function customRule(noun: string, policyNoun: string) {
  return (tenant: Tenant): Entity[] => {
    const policy = customPolicy(tenant, policyNoun)
    if (!policy) return []
    const domains = tenant.domains.map(({ name }) => name)
    return [
      rule(tenant, noun, policy, {
        [policyNoun]: policy,
        RecipientDomainIs: tenant.good(`rule-covers-all-${policyNoun}`) ? domains : domains.slice(0, 1),
        Conditions: ['Microsoft.Exchange.MessagingPolicies.Rules.Tasks.RecipientDomainIsPredicate'],
        Description:
          'If the message:\r\n\tis sent to one of the accepted domains\r\nTake the following actions:\r\n\tapply the policy\r\n',
      }),
    ]
  }
}

/** Presets apply to everybody unless somebody narrowed them. */
function presetRules(noun: string, policies: readonly string[]) {
  return (tenant: Tenant): Entity[] =>
    presetsOf(tenant).map((preset, index) => {
      const everybody = preset === 'Standard' ? tenant.good('preset-everybody') : !tenant.good('preset-strict-narrow')
      const person =
        tenant.headcount.users > 0
          ? tenant.set('users').seed.at(pick(Math.min(5, tenant.headcount.users), tenant.id, 'vip'))
          : undefined
      return rule(tenant, noun, presetRuleName(preset), {
        ...Object.fromEntries(policies.map((policy) => [policy, presetName(tenant, preset)])),
        Priority: index,
        State: tenant.good(`preset-${preset}-on`) ? 'Enabled' : 'Disabled',
        ...(everybody || !person
          ? {}
          : {
              SentTo: [String(person['mail'])],
              Conditions: ['Microsoft.Exchange.MessagingPolicies.Rules.Tasks.SentToPredicate'],
            }),
      })
    })
}

function builtInRule(tenant: Tenant): Entity[] {
  const excepted = !tenant.good('built-in-exceptions') && tenant.headcount.users > 0
  return [
    rule(tenant, 'ATPBuiltInProtectionRule', 'ATP Built-In Protection Rule', {
      SafeAttachmentPolicy: 'Built-In Protection Policy',
      SafeLinksPolicy: 'Built-In Protection Policy',
      ...(excepted
        ? {
            ExceptIfSentTo: [String(tenant.set('users').seed.at(0)['mail'])],
            Exceptions: ['Microsoft.Exchange.MessagingPolicies.Rules.Tasks.SentToPredicate'],
          }
        : {}),
    }),
  ]
}

const RULE = ['Get', 'Set', 'New', 'Remove', 'Enable', 'Disable'] as const

function ruleKind(
  noun: string,
  seed: ConfigurationKind['seed'],
  facts: Partial<ConfigurationKind> = {},
): ConfigurationKind {
  return {
    noun,
    shape: 'ProtectionPolicyRule',
    area: 'protection',
    verbs: RULE,
    by: ['State'],
    customized: true,
    seed,
    ...facts,
  }
}

const ofDefender = (seed: ConfigurationKind['seed']) => (tenant: Tenant) => (hasDefender(tenant) ? seed(tenant) : [])

export const ruleKinds: ConfigurationKind[] = [
  ruleKind('HostedContentFilterRule', customRule('HostedContentFilterRule', 'HostedContentFilterPolicy')),
  ruleKind('HostedOutboundSpamFilterRule', () => []),
  ruleKind('MalwareFilterRule', customRule('MalwareFilterRule', 'MalwareFilterPolicy')),
  ruleKind('AntiPhishRule', customRule('AntiPhishRule', 'AntiPhishPolicy')),
  ruleKind('SafeLinksRule', customRule('SafeLinksRule', 'SafeLinksPolicy'), { licence: 'defender' }),
  ruleKind('SafeAttachmentRule', customRule('SafeAttachmentRule', 'SafeAttachmentPolicy'), { licence: 'defender' }),
  ruleKind(
    'EOPProtectionPolicyRule',
    presetRules('EOPProtectionPolicyRule', ['HostedContentFilterPolicy', 'AntiPhishPolicy', 'MalwareFilterPolicy']),
  ),
  ruleKind(
    'ATPProtectionPolicyRule',
    ofDefender(presetRules('ATPProtectionPolicyRule', ['SafeAttachmentPolicy', 'SafeLinksPolicy'])),
    { licence: 'defender' },
  ),
  ruleKind('ATPBuiltInProtectionRule', ofDefender(builtInRule), { licence: 'defender', verbs: ['Get', 'Set'] }),
]
