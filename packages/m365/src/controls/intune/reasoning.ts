import { fail, type Outcome, pass } from '@tenantry/core'
import type { IntunePolicy } from '../../resources/intune-policies.js'

export function nameOf({ name, id }: IntunePolicy): string {
  return name ?? id
}

/** What a policy of the settings catalogue chooses, as `setting_value`, at whatever depth. */
export function choicesOf({ settings }: IntunePolicy): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'value' && typeof inner === 'string') found.add(inner.toLowerCase())
        else visit(inner)
      }
    }
  }
  visit(settings ?? [])
  return found
}

/** Judges that some policy that is assigned makes all of these choices. */
export function judgeChoices(policies: readonly IntunePolicy[], wanted: readonly string[], what: string): Outcome {
  const making = policies.filter((policy) => {
    const choices = choicesOf(policy)
    return wanted.every((choice) => choices.has(choice))
  })
  const assigned = making.filter(isAssigned)
  const evidence = (assigned.length > 0 ? assigned : making).map((policy) => ({
    object: nameOf(policy),
    id: policy.id,
    property: 'assignments',
    value: policy.assignments?.length ?? 0,
    expected: 'at least one',
    ok: isAssigned(policy),
  }))
  if (assigned.length > 0) return pass(`${assigned.map(nameOf).join(', ')} ${what}.`, { evidence })
  if (making.length > 0)
    return fail(`${making.map(nameOf).join(', ')} ${what}, but is assigned to nobody.`, { evidence })
  return fail(`No policy ${what}.`)
}

function isAssigned({ isAssigned: flag, assignments }: IntunePolicy): boolean {
  return assignments ? assignments.length > 0 : flag === true
}
