import { formFields, type ConnectionKind, type ProviderPlugin, type SetupStep } from '@tenantry/core'
import type { WhoCanDoWhat } from './guidance.dto.js'

type Phase = WhoCanDoWhat['phases'][number]

/** Which roles are enough for which step, as the guides of a plugin say (S3.58). */
export function phasesOf(plugin: ProviderPlugin): Phase[] {
  return plugin.connectionKinds.flatMap((kind) => {
    const perTenant = stepsInTenant(plugin, kind)
    const reachesOthers = plugin.capabilities?.tenants?.partnerKinds?.includes(kind.id) ?? false
    const known = new Set(kind.guide.steps.map(({ id }) => id))
    const setup = reachesOthers
      ? kind.guide.steps
      : beforeLast(
          kind.guide.steps,
          perTenant.filter(({ id }) => !known.has(id)),
        )
    return [
      phaseOf(plugin, kind, 'once', setup),
      ...(reachesOthers && perTenant.length > 0 ? [phaseOf(plugin, kind, 'eachTenant', perTenant)] : []),
    ]
  })
}

/** The last step of a guide enters everything here; what one tenant needs besides comes before it. */
function beforeLast(steps: readonly SetupStep[], more: readonly SetupStep[]): readonly SetupStep[] {
  return [...steps.slice(0, -1), ...more, ...steps.slice(-1)]
}

/** The steps that each tenant needs. Their texts are for nobody's tenant in particular. */
function stepsInTenant({ capabilities = {} }: ProviderPlugin, kind: ConnectionKind): SetupStep[] {
  const setup = { kind: kind.id, config: placeholders(kind), sets: [] }
  const tenant = { tenantId: '{tenantId}', name: 'the tenant' }
  const { consent, mailboxes } = capabilities
  return [
    ...(consent?.kinds.includes(kind.id) ? [consent.guide(setup, tenant)] : []),
    ...(mailboxes?.guide && mailboxes.kinds.includes(kind.id) ? [mailboxes.guide(setup, tenant)] : []),
  ]
}

function phaseOf(
  plugin: ProviderPlugin,
  kind: ConnectionKind,
  scope: Phase['scope'],
  steps: readonly SetupStep[],
): Phase {
  const named = new Set(steps.flatMap(({ who }) => [...who.enough, ...(who.notEnough ?? [])]))
  const known = { ...placeholders(kind), ...fillsOf(kind) }
  return {
    providerId: plugin.id,
    providerName: plugin.name,
    kind: kind.id,
    kindName: kind.name,
    scope,
    roles: plugin.roles.filter(({ id }) => named.has(id)).map((role) => ({ ...role })),
    steps: steps.map(({ id, title, who, note, link }) => {
      const href = link && fill(link.href, known)
      return {
        id,
        title,
        enough: [...who.enough],
        notEnough: [...(who.notEnough ?? [])],
        ...(note !== undefined && { note }),
        ...(link && href !== undefined && !href.includes('{') && { link: { label: link.label, href } }),
      }
    }),
    delegatedRoles:
      scope === 'eachTenant' ? (plugin.capabilities?.consent?.partnerRoles ?? []).map(({ name }) => name) : [],
  }
}

/** A configuration as it stands before anything is entered: first choices, and names in braces for the rest. */
function placeholders({ config }: ConnectionKind): Record<string, unknown> {
  return Object.fromEntries(formFields(config).map(({ name, initial }) => [name, initial ?? `{${name}}`]))
}

function fillsOf({ config }: ConnectionKind): Record<string, string> {
  const chosen = formFields(config).map(
    ({ choices, initial }) => choices?.find(({ value }) => value === initial)?.fills,
  )
  return Object.assign({}, ...chosen) as Record<string, string>
}

function fill(text: string, known: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = known[name]
    return typeof value === 'string' ? value : placeholder
  })
}
