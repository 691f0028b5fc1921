import { randomUUID } from 'node:crypto'
import type { ListedTenant, TenantRelationship } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { beginOnboarding } from './onboarding.js'
import type { RelationshipStatus } from './tenant.entity.js'

export interface EndedTenant {
  id: string
  name: string
  endedAt?: string
}

/** What a complete list of a connection's tenants changed. */
export interface ListChange {
  found: number
  /** Nothing was known before. */
  first: boolean
  appeared: { id: string; name: string }[]
  /** Whose relationship has ended since the list before. */
  ended: EndedTenant[]
  /** Whose relationship goes on for longer, or again. */
  renewed: { id: string; name: string }[]
  /** That are in the list no more. */
  gone: EndedTenant[]
}

/** The relationship as one word, when the last of it ends, and whether that renews itself. */
export function relationshipOf(relationships: readonly TenantRelationship[]): {
  status: RelationshipStatus
  endsAt: string | null
  autoExtends: boolean
} {
  const order = ['active', 'expiring', 'pending', 'ended'] as const
  const status = order.find((wanted) => relationships.some((relationship) => relationship.status === wanted)) ?? 'none'
  const [last] = relationships
    .filter((relationship) => relationship.status === status && relationship.endsAt !== undefined)
    .toSorted((one, other) => Date.parse(other.endsAt ?? '') - Date.parse(one.endsAt ?? ''))
  return { status, endsAt: last?.endsAt ?? null, autoExtends: last?.autoExtends ?? false }
}

/** Whether no standing relationship gives a partner's person a role of which one is needed to consent. */
function lacksConsentRole({ own, relationships }: ListedTenant, consentRoles: readonly string[]): boolean {
  if (own || consentRoles.length === 0) return false
  const standing = relationships.filter(({ status }) => status === 'active' || status === 'expiring')
  return !standing.some(({ roles }) => roles.some(({ id }) => consentRoles.includes(id)))
}

/** Brings the stored tenants of a connection in line with a complete list of them, in a few statements whatever its size. */
export async function storeList(
  tx: EntityManager,
  owner: { organizationId: string; connectionId: string; consentRoles?: readonly string[] },
  listed: readonly ListedTenant[],
  now: Date,
): Promise<ListChange> {
  const tenants = [...new Map(listed.map((tenant) => [tenant.tenantId.toLowerCase(), tenant])).values()]
  const before = await tx.query<KnownTenant[]>(
    `select provider_tenant_id, relationship_status, relationship_ends_at, gone_at from tenants
     where connection_id = $1`,
    [owner.connectionId],
  )
  const known = new Map(before.map((row) => [row.provider_tenant_id, row]))
  const slugs = await freeSlugs(
    tx,
    tenants.filter(({ tenantId }) => !known.has(tenantId)),
  )
  const facts = tenants.map((tenant) => ({
    tenant,
    ...relationshipOf(tenant.relationships),
    lacksRole: lacksConsentRole(tenant, owner.consentRoles ?? []),
  }))
  const stored = await tx.query<{ id: string; name: string; provider_tenant_id: string }[]>(
    `insert into tenants (id, organization_id, connection_id, provider_tenant_id, name, default_domain, domains, own,
       relationships, relationship_status, relationship_ends_at, relationship_auto_extends, lacks_consent_role, slug,
       onboarding, consent_status, mailboxes_status, next_check_at, first_seen_at, last_seen_at)
     select given.id, $1, $2, given.provider_tenant_id, given.name, given.default_domain,
       array(select jsonb_array_elements_text(given.domains)), given.own, given.relationships,
       given.relationship_status, given.relationship_ends_at, given.auto_extends, given.lacks_role, given.slug, $13::jsonb,
       'pending', 'pending', $14, $14, $14
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::boolean[], $9::jsonb[], $10::text[],
       $11::timestamptz[], $12::text[], $15::boolean[], $16::boolean[]) as given(id, provider_tenant_id, name,
       default_domain, domains, own, relationships, relationship_status, relationship_ends_at, slug, auto_extends,
       lacks_role)
     on conflict (connection_id, provider_tenant_id) do update set
       name = excluded.name,
       default_domain = coalesce(excluded.default_domain, tenants.default_domain),
       domains = case when excluded.domains = '{}' then tenants.domains else excluded.domains end,
       own = excluded.own,
       relationships = excluded.relationships,
       relationship_status = excluded.relationship_status,
       relationship_ends_at = excluded.relationship_ends_at,
       relationship_auto_extends = excluded.relationship_auto_extends,
       lacks_consent_role = excluded.lacks_consent_role,
       last_seen_at = excluded.last_seen_at,
       gone_at = null
     returning id, name, provider_tenant_id`,
    [
      owner.organizationId,
      owner.connectionId,
      facts.map(() => randomUUID()),
      facts.map(({ tenant }) => tenant.tenantId),
      facts.map(({ tenant }) => tenant.name),
      facts.map(({ tenant }) => tenant.defaultDomain ?? null),
      facts.map(({ tenant }) => JSON.stringify(tenant.domains)),
      facts.map(({ tenant }) => tenant.own),
      facts.map(({ tenant }) => JSON.stringify(tenant.relationships)),
      facts.map(({ status }) => status),
      facts.map(({ endsAt }) => endsAt),
      facts.map(({ tenant }) => slugs.get(tenant.tenantId) ?? tenant.tenantId),
      JSON.stringify(beginOnboarding(now)),
      now,
      facts.map(({ autoExtends }) => autoExtends),
      facts.map(({ lacksRole }) => lacksRole),
    ],
  )
  const [gone] = await tx.query<[{ id: string; name: string }[], number]>(
    `update tenants set gone_at = $2, relationship_status = case when own then relationship_status else 'ended' end
     where connection_id = $1 and gone_at is null and last_seen_at < $2 returning id, name`,
    [owner.connectionId, now],
  )
  const factsOf = new Map(facts.map((fact) => [fact.tenant.tenantId, fact]))
  const changes = stored.map(({ id, name, provider_tenant_id: tenantId }) => ({
    tenant: { id, name },
    ...changeOf(known.get(tenantId), factsOf.get(tenantId)),
  }))
  const those = (which: 'isNew' | 'ended' | 'renewed') => changes.filter((change) => change[which])
  return {
    found: stored.length,
    first: before.length === 0,
    appeared: those('isNew').map(({ tenant }) => tenant),
    ended: those('ended').map(({ tenant, endsAt }) => ({ ...tenant, ...(endsAt !== null && { endedAt: endsAt }) })),
    renewed: those('renewed').map(({ tenant }) => tenant),
    gone,
  }
}

interface KnownTenant {
  provider_tenant_id: string
  relationship_status: RelationshipStatus
  relationship_ends_at: Date | null
  gone_at: Date | null
}

function changeOf(
  before: KnownTenant | undefined,
  now: { status: RelationshipStatus; endsAt: string | null } | undefined,
): { isNew: boolean; ended: boolean; renewed: boolean; endsAt: string | null } {
  const endsAt = now?.endsAt ?? null
  if (!before || !now) return { isNew: !before, ended: false, renewed: false, endsAt }
  const hasEnded = now.status === 'ended'
  const had = before.relationship_status === 'ended' || before.gone_at !== null
  const later = Date.parse(endsAt ?? '') > (before.relationship_ends_at?.getTime() ?? Infinity)
  return { isNew: false, ended: hasEnded && !had, renewed: !hasEnded && (had || later), endsAt }
}

/** Names for addresses that no other tenant of the organization has. */
async function freeSlugs(tx: EntityManager, tenants: readonly ListedTenant[]): Promise<Map<string, string>> {
  const wished = new Map(tenants.map((tenant) => [tenant.tenantId, slugOf(tenant)]))
  const rows = await tx.query<{ slug: string }[]>('select slug from tenants')
  const taken = new Set(rows.map(({ slug }) => slug))
  for (const [tenantId, wish] of wished) {
    let slug = wish
    for (let count = 2; taken.has(slug); count++) slug = `${wish}-${count}`
    taken.add(slug)
    wished.set(tenantId, slug)
  }
  return wished
}

function slugOf({ name, tenantId }: ListedTenant): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return plain === '' ? `tenant-${tenantId.slice(0, 8)}` : plain
}
