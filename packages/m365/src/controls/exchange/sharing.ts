import { fail, type Outcome, pass } from '@tenantry/core'
import type { z } from 'zod'
import type { sharingPolicies } from '../../resources/sharing-policies.js'

/** Judges that no policy shares something with every domain. The baseline looks at policies that are switched off, too. */
export function judgeSharing(policies: z.output<typeof sharingPolicies.schema>, word: string, what: string): Outcome {
  const open = policies
    .map(({ Name, Enabled, Domains }) => ({
      Name,
      Enabled,
      rules: Domains.filter((rule) => rule.includes('*') && rule.includes(word)),
    }))
    .filter(({ rules }) => rules.length > 0)
  if (open.length === 0) return pass(`No policy shares ${what} with every domain.`)
  return fail(`${open.map(({ Name }) => Name).join(', ')} shares ${what} with every domain.`, {
    evidence: open.map(({ Name, rules }) => ({
      object: Name,
      id: Name,
      property: 'Domains',
      value: rules,
      expected: 'named domains only',
      ok: false,
    })),
    warnings: open.filter(({ Enabled }) => Enabled === false).map(({ Name }) => `${Name} is switched off at present.`),
  })
}
