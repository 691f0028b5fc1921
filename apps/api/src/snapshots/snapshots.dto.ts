import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { pageOf, PageQuery } from '../http/pages.js'
import { changeKinds } from './snapshot-diff.js'
import { readingStatuses, resourceStatuses, snapshotSources, snapshotStatuses } from './snapshot-rows.js'

const count = z.int().min(0)

export const Snapshot = z
  .object({
    number: z.int().describe('Later snapshots have higher numbers.'),
    previous: z
      .int()
      .nullable()
      .describe(
        'The one before it that says something about the tenant, which it can be compared with; null: none is kept.',
      ),
    tenantId: z.guid(),
    status: z
      .enum(snapshotStatuses)
      .describe('`partial`: something failed and the rest was read. `failed`: nothing was read.'),
    source: z.enum(snapshotSources).describe('What it was taken for.'),
    startedBy: z.object({ kind: z.enum(['user', 'apiKey', 'system']), name: z.string() }),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    wanted: z.array(z.string()).nullable().describe('Ids of the resources that were asked for; null: all.'),
    resources: z.object({
      total: count,
      done: count,
      byStatus: z.partialRecord(z.enum(readingStatuses), count).describe('How many came to what.'),
    }),
    objects: count,
    changed: count.describe('Objects that are new, gone or not as they were before.'),
    bytes: count.describe('Of what was read, before what was known already was left out.'),
    requests: count.describe('How many requests it took.'),
    problem: ProblemFacts.nullable().describe('Why nothing was read.'),
  })
  .meta({ id: 'Snapshot' })
export type Snapshot = z.output<typeof Snapshot>

export const SnapshotPage = pageOf(Snapshot, 'SnapshotPage')

export const SnapshotResource = z
  .object({
    resource: z.string(),
    name: z.string(),
    service: z.string(),
    source: z.string().describe('Its key in a snapshot file.'),
    status: z.enum(resourceStatuses),
    reason: z.string().nullable().describe('Why it was not read.'),
    permissions: z.array(z.string()).describe('Any one of these would let it be read.'),
    licence: z.string().nullable(),
    problem: ProblemFacts.nullable(),
    provider: z.string().nullable().describe('Name of the provider it was read through, or asked of.'),
    connectionId: z.guid().nullable(),
    objects: count.nullable(),
    changed: count.nullable().describe('Null where it had never been read before.'),
    bytes: count,
    readAt: z.string().nullable(),
    durationMs: count,
    requests: count,
  })
  .meta({ id: 'SnapshotResource' })

export const SnapshotResourceList = z
  .object({ items: z.array(SnapshotResource), nextCursor: z.null() })
  .meta({ id: 'SnapshotResourceList' })

export const SnapshotObjectPage = pageOf(
  z.object({
    key: z.string(),
    label: z.string(),
    hash: z.string().describe('SHA-256 of its content.'),
    body: z.unknown(),
  }),
  'SnapshotObjectPage',
)

export const SnapshotChangeQuery = PageQuery.extend({
  from: z.coerce.number().int().min(1).optional().describe('Compare with this snapshot; the one before unless given.'),
  resource: z.string().max(200).optional().describe('Only of this resource.'),
})

export const SnapshotChange = z
  .object({
    resource: z.string(),
    resourceName: z.string(),
    key: z.string(),
    label: z.string(),
    kind: z.enum(changeKinds),
    measuredBy: z
      .string()
      .nullable()
      .describe('Who measured it: it changes with what is measured, and nobody did it. Null: it is configuration.'),
    paths: z.array(z.string()).describe('Where the two differ.'),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    events: z
      .array(
        z.object({
          at: z.string(),
          who: z.string(),
          activity: z.string(),
          entry: z.string().describe('The provider’s id of the entry in its log.'),
          link: z.string().nullable(),
        }),
      )
      .describe('What the provider’s own log knows of it, latest first.'),
  })
  .meta({ id: 'SnapshotChange' })

export const SnapshotChangePage = pageOf(SnapshotChange, 'SnapshotChangePage')

export const TakeSnapshot = z
  .object({
    resources: z
      .array(z.string().max(200))
      .min(1)
      .max(500)
      .optional()
      .describe('Ids of the resources to read, with what they need; all unless given.'),
  })
  .meta({ id: 'TakeSnapshot' })
export type TakeSnapshot = z.output<typeof TakeSnapshot>
