import type { ConfigurationKind } from './configuration-cmdlets.js'
import { mailFlowKinds } from './organization/mail-flow.js'
import { organizationKinds } from './organization/organization.js'
import { policyKinds } from './protection/policies.js'
import { ruleKinds } from './protection/rules.js'
import { threatKinds } from './protection/threat-settings.js'

/** Every kind of configuration object of Exchange Online. */
export const configurationKinds: readonly ConfigurationKind[] = [
  ...organizationKinds,
  ...mailFlowKinds,
  ...policyKinds,
  ...ruleKinds,
  ...threatKinds,
]
