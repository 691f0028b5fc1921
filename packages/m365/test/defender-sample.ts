/** A tenant with Defender for Office 365. */
export const LICENSED = {
  '/subscribedSkus': [{ servicePlans: [{ servicePlanName: 'ATP_ENTERPRISE', provisioningStatus: 'Success' }] }],
}

export const UNLICENSED = { '/subscribedSkus': [] }

export const ALL_DOMAINS = ['example.com', 'example.onmicrosoft.com']

export const DOMAINS = { 'exo:Get-AcceptedDomain': ALL_DOMAINS.map((DomainName) => ({ DomainName })) }

export const STANDARD = 'Standard Preset Security Policy'
export const STRICT = 'Strict Preset Security Policy'

/** A rule that is on; `facts` limit or change it. */
export function rule(Identity: string, facts: object = {}) {
  return { Identity, State: 'Enabled', Priority: 0, ...facts }
}

/** What Exchange holds for one kind of mail protection. */
export function mailProtection(
  kind: 'Malware' | 'Content' | 'AntiPhish',
  policies: readonly object[],
  { rules = [], presets = [] }: { rules?: readonly object[]; presets?: readonly object[] } = {},
) {
  const [policy, ruleNoun] = {
    Malware: ['MalwareFilterPolicy', 'MalwareFilterRule'],
    Content: ['HostedContentFilterPolicy', 'HostedContentFilterRule'],
    AntiPhish: ['AntiPhishPolicy', 'AntiPhishRule'],
  }[kind]
  return {
    ...DOMAINS,
    ...LICENSED,
    [`exo:Get-${policy}`]: policies,
    [`exo:Get-${ruleNoun}`]: rules,
    'exo:Get-EOPProtectionPolicyRule': presets,
  }
}
