import type { NoticeKind, Rule } from '../../queries/notifications.js'

/** Who gets what under a rule, and when, as a person would say it. */
export function ruleSentence(
  rule: Rule,
  names: { kinds: readonly NoticeKind[]; groups: ReadonlyMap<string, string>; roles: ReadonlyMap<string, string> },
): string {
  const { kinds, groups, roles } = names
  const what = { critical: 'Critical notices', warning: 'Warnings and critical notices', info: 'All notices' }[
    rule.severity
  ]
  const about =
    rule.kinds.length === 0
      ? ''
      : ` of ${rule.kinds.length === 1 ? `“${kinds.find(({ kind }) => kind === rule.kinds[0])?.name ?? rule.kinds[0]}”` : `${rule.kinds.length} kinds`}`
  const where =
    rule.tenantGroupIds.length === 0
      ? ''
      : ` about tenants in ${listOf(rule.tenantGroupIds.map((id) => groups.get(id) ?? 'a removed group'))}`
  const addresses = rule.addresses ?? []
  const to = [...addresses, ...rule.roles.map((role) => `every ${(roles.get(role) ?? role).toLocaleLowerCase()}`)]
  const when =
    rule.timing.kind === 'daily' ? `once a day at ${rule.timing.at} (${rule.timeZone})` : `at once${quietOf(rule)}`
  return `${what}${about}${where} go to ${to.length > 0 ? listOf(to) : 'addresses you may not see'}, ${when}.`
}

function quietOf({ quiet, timeZone }: Rule): string {
  if (!quiet) return ''
  const critical = quiet.criticalPasses ? ', critical ones all the same' : ''
  return `; between ${quiet.from} and ${quiet.to} (${timeZone}) they wait${critical}`
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
