import { type Evidence, fail, type Outcome, pass } from '@tenantry/core'
import { listed } from '../evidence.js'
import type { ProtectionRule } from '../../resources/protection-rules.js'
import { presetExceptions } from './first-in-force.js'
import { exceptionsOf, presetRules } from './in-force.js'

/** Who needs the strict preset, and whom it may leave out. */
export interface SensitiveAccounts {
  includedUsers: readonly string[]
  includedGroups: readonly string[]
  includedDomains: readonly string[]
  excludedUsers: readonly string[]
  excludedGroups: readonly string[]
  excludedDomains: readonly string[]
}

/** Judges that the strict preset reaches the sensitive accounts; without any named, that it reaches everybody. */
export function judgeSensitiveAccounts(
  rules: readonly ProtectionRule[],
  accounts: SensitiveAccounts,
  what: string,
): Outcome {
  const [strict] = presetRules(rules, 'strict')
  if (!strict) return fail(`The strict preset gives nobody ${what}: it is off.`)
  const limits = [...strict.SentTo, ...strict.SentToMemberOf, ...strict.RecipientDomainIs]
  const exceptions = exceptionsOf(strict)
  const named = [accounts.includedUsers, accounts.includedGroups, accounts.includedDomains].flat()
  const excused = [accounts.excludedUsers, accounts.excludedGroups, accounts.excludedDomains].flat()
  if (limits.length === 0 && exceptions.length === 0) return pass(`The strict preset gives everybody ${what}.`)
  if (named.length === 0 && excused.length === 0) {
    return fail(`The strict preset does not reach everybody, and nobody is named who needs ${what} most.`, {
      evidence: conditions(strict, accounts),
      warnings: presetExceptions(rules, 'strict'),
    })
  }
  const evidence = conditions(strict, accounts)
  const wrong = evidence.filter(({ ok }) => !ok)
  return wrong.length === 0
    ? pass(`The strict preset gives the sensitive accounts ${what}.`, { evidence })
    : fail(`The strict preset does not give all sensitive accounts ${what}: ${wrong.map(inWords).join(', ')}.`, {
        evidence,
      })
}

function conditions(strict: ProtectionRule, accounts: SensitiveAccounts): Evidence[] {
  const limited = strict.SentTo.length + strict.SentToMemberOf.length + strict.RecipientDomainIs.length > 0
  const named = accounts.includedUsers.length + accounts.includedGroups.length + accounts.includedDomains.length > 0
  const conditionOf = (property: string, value: readonly string[], wanted: readonly string[]): Evidence => ({
    object: strict.Identity ?? 'Strict Preset Security Policy',
    property,
    value,
    expected: wanted.length === 0 ? 'nobody in particular' : `holds ${listed(wanted)}`,
    // A preset without conditions reaches everybody, so it need not name anybody.
    ok: limited ? isWithin(wanted, value) && (named || value.length === 0) : true,
  })
  const exceptionOf = (property: string, value: readonly string[], allowed: readonly string[]): Evidence => ({
    object: strict.Identity ?? 'Strict Preset Security Policy',
    property,
    value,
    expected: allowed.length === 0 ? 'nobody' : `exactly ${listed(allowed)}`,
    ok: isWithin(value, allowed) && isWithin(allowed, value),
  })
  return [
    conditionOf('SentTo', strict.SentTo, accounts.includedUsers),
    conditionOf('SentToMemberOf', strict.SentToMemberOf, accounts.includedGroups),
    conditionOf('RecipientDomainIs', strict.RecipientDomainIs, accounts.includedDomains),
    exceptionOf('ExceptIfSentTo', strict.ExceptIfSentTo, accounts.excludedUsers),
    exceptionOf('ExceptIfSentToMemberOf', strict.ExceptIfSentToMemberOf, accounts.excludedGroups),
    exceptionOf('ExceptIfRecipientDomainIs', strict.ExceptIfRecipientDomainIs, accounts.excludedDomains),
  ]
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  const known = new Set(whole.map((name) => name.trim().toLowerCase()))
  return part.every((name) => known.has(name.trim().toLowerCase()))
}

function inWords({ property, expected }: Evidence): string {
  return `${property} must be: ${expected}`
}
