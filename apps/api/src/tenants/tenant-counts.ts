import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { endsWithin, matching } from './tenant-query.js'
import { stageOf, stages } from './tenant-stage.js'
import type { TenantCounts, TenantFilter } from './tenants.dto.js'

type Counts = Omit<z.output<typeof TenantCounts>, 'usualPropagation'>

/** What counts of tenants are made from. */
const COUNTED = ['consent_status', 'mailboxes_status', 'relationship_status', 'lacks_consent_role']
/** Within how many days a relationship ends that is counted as ending. */
const ENDING = [30, 60, 90]

/** How many tenants there are of each kind among those that match. */
export async function countTenants(tx: EntityManager, filter: TenantFilter): Promise<Counts> {
  const { gone: _, ...rest } = filter
  const [sql, parameters] = matching(tx, rest)
    .select(COUNTED.map((column) => `tenant.${column} as ${column}`))
    .addSelect('tenant.tags', 'tags')
    .addSelect('tenant.ready_since is not null', 'ready')
    .addSelect(stageOf('tenant'), 'stage')
    .addSelect(`case ${ENDING.map((days) => `when ${endsWithin('tenant', days)} then ${days}`).join(' ')} end`, 'ends')
    .getQueryAndParameters()
  // Thousands of tenants are of a few kinds: each tenant is read once, and what is counted is counted over the kinds.
  const [row] = await tx.query<[{ counts: Counts }]>(
    `with chosen as (${sql}),
       kinds as (select ${COUNTED.join(', ')}, ready, stage, ends, count(*) as tenants from chosen
                 group by ${COUNTED.join(', ')}, ready, stage, ends),
       gone as (select count(*)::int as n from tenants where gone_at is not null)
     select json_build_object(
       'total', ${countOf('true')}, 'ready', ${countOf('ready')}, 'gone', (select n from gone),
       'stages', ${countsOf('stage', stages)},
       'consent', ${countsOf('consent_status', ['pending', 'granted', 'partial', 'revoked'])},
       'mailboxes', ${countsOf('mailboxes_status', ['pending', 'propagating', 'working', 'notRequired', 'failed'])},
       'relationship', ${countsOf('relationship_status', ['none', 'pending', 'active', 'expiring', 'ended'])},
       'ending', json_build_object(${ENDING.map((days) => `'in${days}Days', ${countOf(`ends <= ${days}`)}`).join(', ')}),
       'roleGap', ${countOf(`consent_status = 'pending' and lacks_consent_role`)},
       'tags', (select coalesce(json_agg(json_build_object('tag', tag, 'count', n) order by tag), '[]')
                from (select tag, count(*) n from chosen, unnest(tags) tag group by tag) tagged)
     ) as counts from kinds`,
    parameters,
  )
  return row.counts
}

/** How many tenants are of the kinds for which `condition` holds. */
const countOf = (condition: string): string => `coalesce(sum(tenants) filter (where ${condition}), 0)::int`

function countsOf(column: string, values: readonly string[]): string {
  return `json_build_object(${values.map((value) => `'${value}', ${countOf(`${column} = '${value}'`)}`).join(', ')})`
}
