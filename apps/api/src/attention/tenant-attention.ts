import type { EntityManager } from 'typeorm'
import { endsWithin } from '../tenants/tenant-query.js'
import { type Concern, concernOf } from '../tenants/tenant-stage.js'
import type { AttentionItem } from './attention.dto.js'

type Kind = Concern | 'relationshipEnding'

const ENDING_DAYS = 30
const NAMED = 3

const words: Readonly<Record<Kind, { severity: AttentionItem['severity']; title: string; detail: string }>> = {
  consentRevoked: {
    severity: 'broken',
    title: 'Consent was revoked',
    detail: 'Nothing works there until an administrator grants it again.',
  },
  mailboxesFailed: {
    severity: 'broken',
    title: 'The role is assigned and is not honoured',
    detail: 'More than two hours have passed. Check the assignment, then verify again.',
  },
  relationshipEnded: {
    severity: 'broken',
    title: 'The relationship has ended',
    detail: 'Agree on a new one with the customer, or leave it.',
  },
  consentPartial: {
    severity: 'attention',
    title: 'Consent lacks permissions',
    detail: 'Grant it again to cover what this connection asks for.',
  },
  consentBlocked: {
    severity: 'attention',
    title: 'Something stands in the way of signing in',
    detail: 'Consent is granted, and the sign-in is refused all the same. Open it to see why.',
  },
  roleGap: {
    severity: 'attention',
    title: 'No role for consent',
    detail: 'Nobody here may consent for it: hand a link to its own administrator, or ask for another role.',
  },
  relationshipEnding: {
    severity: 'attention',
    title: `The relationship ends within ${ENDING_DAYS} days`,
    detail: 'It does not renew itself. Agree on an extension with the customer.',
  },
}

/** What tenants need from a person: one entry for each kind of need, whatever their number. */
export async function tenantAttention(tx: EntityManager): Promise<AttentionItem[]> {
  const rows = await tx.query<{ kind: Kind; count: number; since: Date; first: { id: string; name: string }[] }[]>(
    `select kind, count(*)::int as count, min(since) as since,
       (array_agg(json_build_object('id', id, 'name', name) order by lower(name), id))[1:${NAMED}] as first
     from (
       select t.id, t.name, concern as kind, case
           when concern in ('consentRevoked', 'consentPartial', 'consentBlocked')
             then (t.onboarding #>> '{consent,since}')::timestamptz
           when concern = 'mailboxesFailed' then (t.onboarding #>> '{mailboxes,since}')::timestamptz
           when concern = 'relationshipEnded' then coalesce(t.relationship_ends_at, t.last_seen_at)
           else t.first_seen_at end as since
       from tenants t cross join lateral (select ${concernOf('t')}) as found(concern)
       where concern is not null and t.gone_at is null
       union all
       select t.id, t.name, 'relationshipEnding',
         greatest(t.first_seen_at, t.relationship_ends_at - interval '${ENDING_DAYS} days')
       from tenants t where t.gone_at is null and ${endsWithin('t', ENDING_DAYS)}
     ) as needs group by kind`,
  )
  return rows.map(({ kind, count, since, first }) => {
    const [only] = first
    const { detail, ...rest } = words[kind]
    const names = [...first.map(({ name }) => name), ...(count > first.length ? [`${count - first.length} more`] : [])]
    return {
      ...rest,
      id: `tenants:${kind}`,
      kind,
      subject:
        count === 1 && only
          ? { kind: 'tenant' as const, id: only.id, name: only.name, count }
          : { kind: 'tenants' as const, id: kind, name: `${count} tenants`, count },
      detail: count === 1 ? detail : `${listOf(names)}. ${detail}`,
      action: { label: 'Open', target: 'open' as const },
      since: since.toISOString(),
    }
  })
}

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
