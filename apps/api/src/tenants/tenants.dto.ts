import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { pageOf, PageQuery } from '../http/pages.js'
import { consentStatuses, mailboxStatuses } from './onboarding.js'
import { itemStages, itemStatuses, runKinds, runPhases, runStatuses } from './tenant-runs.js'
import { stages } from './tenant-stage.js'
import { relationshipStatuses } from './tenant.entity.js'

export const sorts = ['name', 'relationshipEndsAt', 'verifiedAt', 'readySince'] as const

const Relationship = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['pending', 'active', 'expiring', 'ended']),
  roles: z.array(z.object({ id: z.string(), name: z.string() })),
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  autoExtends: z.boolean(),
})

const Consent = z.object({
  status: z.enum(consentStatuses),
  since: z.string(),
  wanted: z.int().min(0).describe('How many permissions are asked for.'),
  missing: z.array(z.string()).describe('Wanted permissions that are not granted.'),
  awaited: z.boolean().describe('Someone came back from the consent page minutes ago: it may be on its way.'),
  problem: ProblemFacts.nullable().describe('Why it is not granted, or why the last look could not tell.'),
})

const Mailboxes = z.object({
  status: z.enum(mailboxStatuses),
  since: z.string(),
  servedBy: z.string().nullable().describe('Id of the provider whose probe works.'),
  servedByName: z.string().nullable(),
  direct: z.boolean().describe('Whether that is the provider of the tenant itself.'),
  unreachableSince: z
    .string()
    .nullable()
    .describe('Since when the provider that serves them cannot be asked; what was known stands until it answers.'),
  propagatingSince: z.string().nullable(),
  problem: ProblemFacts.nullable(),
  elsewhere: z.array(ProblemFacts).describe('What the other providers answered that could serve them.'),
})

const tenant = {
  id: z.guid(),
  connectionId: z.guid(),
  providerTenantId: z.string().describe('The provider’s id of the tenant.'),
  name: z.string(),
  slug: z.string(),
  defaultDomain: z.string().nullable(),
  own: z.boolean().describe('The tenant that the connection itself belongs to.'),
  simulated: z.boolean(),
  relationship: z.object({
    status: z.enum(relationshipStatuses),
    endsAt: z.string().nullable(),
    autoExtends: z.boolean(),
    lacksConsentRole: z.boolean().describe('No active relationship holds a role that may consent for the customer.'),
  }),
  consent: Consent,
  mailboxes: Mailboxes,
  readySince: z.string().nullable(),
  verifiedAt: z.string().nullable(),
  nextCheckAt: z.string().nullable(),
  goneAt: z.string().nullable().describe('Since when the provider no longer lists it.'),
  tags: z.array(z.string()),
  groups: z.array(z.object({ id: z.guid(), name: z.string() })),
}

export const TenantSummary = z.object(tenant).meta({ id: 'TenantSummary' })
export type TenantSummary = z.output<typeof TenantSummary>

const count = z.int().min(0)

const UsualPropagation = z
  .object({
    fromSeconds: z.int(),
    toSeconds: z.int(),
    samples: z.int().describe('0: from the provider’s word alone.'),
  })
  .describe('How long roles usually take to spread, from what was seen here.')

export const TenantPage = pageOf(TenantSummary, 'TenantPage')

export const TenantCounts = z
  .object({
    total: count,
    ready: count,
    gone: count,
    stages: z
      .object({ pending: count, propagating: count, ready: count, attention: count })
      .describe('How far they are; each is counted once.'),
    consent: z.object({ pending: count, granted: count, partial: count, revoked: count }),
    mailboxes: z.object({ pending: count, propagating: count, working: count, notRequired: count, failed: count }),
    relationship: z.object({ none: count, pending: count, active: count, expiring: count, ended: count }),
    ending: z
      .object({ in30Days: count, in60Days: count, in90Days: count })
      .describe('Whose relationship ends within so many days and does not renew itself; the later include the sooner.'),
    roleGap: count.describe('Not consented, and no relationship gives a role that may.'),
    tags: z.array(z.object({ tag: z.string(), count })),
    usualPropagation: UsualPropagation,
  })
  .meta({ id: 'TenantCounts' })

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

export const TenantFilter = z.object({
  q: z.string().trim().max(200).optional().describe('Part of the name, a domain or an id.'),
  consent: z.enum(consentStatuses).optional(),
  mailboxes: z.enum(mailboxStatuses).optional(),
  relationship: z.enum(relationshipStatuses).optional(),
  endsWithinDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(730)
    .optional()
    .describe('Their relationship ends within so many days and does not renew itself.'),
  ready: flag.optional(),
  stage: z.enum(stages).optional().describe('How far they are; `attention` is what does not come right by going on.'),
  gone: flag.optional().describe('Those that the provider no longer lists; left out unless asked for.'),
  tag: z.string().max(50).optional(),
  groupId: z.guid().optional(),
  connectionId: z.guid().optional(),
})
export type TenantFilter = z.output<typeof TenantFilter>

export const TenantQuery = PageQuery.extend({
  ...TenantFilter.shape,
  sort: z.enum(sorts).default('name'),
  descending: flag.default(false),
})
export type TenantQuery = z.output<typeof TenantQuery>

const Step = z.object({
  title: z.string(),
  instructions: z.array(z.string()),
  link: z.object({ label: z.string(), href: z.string() }).optional(),
  copy: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  warning: z.string().optional(),
  note: z.string().optional(),
  who: z.object({
    enough: z.array(z.string()).describe('Names of roles, each of which is enough.'),
    notEnough: z.array(z.string()),
  }),
})

export const WhatIf = z
  .object({
    features: z.array(
      z.object({
        set: z.string(),
        name: z.string(),
        feature: z.string(),
        works: z.object({ now: z.boolean(), after: z.boolean() }),
        permissions: z.array(
          z.object({
            name: z.string(),
            api: z.string(),
            why: z.string(),
            risk: z.enum(['low', 'medium', 'high']),
            write: z.boolean(),
            now: z.enum(['granted', 'covered', 'missing']),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ConsentWhatIf', description: 'What consent would change: features and permissions, before and after.' })

export const TenantDetail = z
  .object({
    ...tenant,
    domains: z.array(z.string()),
    note: z.string(),
    mailboxesWanted: z.boolean(),
    relationships: z.array(Relationship),
    consentRoles: z
      .array(z.string())
      .describe('Roles of which a partner’s person needs one, through a relationship, to consent for the customer.'),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    granted: z.array(z.string()).describe('Permissions in the last token.'),
    inapplicable: z
      .array(z.string())
      .describe('Permissions that cannot be granted there, since the tenant lacks the service they belong to.'),
    appName: z.string().nullable().describe('The name under which people find our app there.'),
    mailboxService: z.string().nullable().describe('What people call the mailbox service.'),
    steps: z.object({ consent: Step.nullable(), mailboxes: Step.nullable() }),
    whatIf: WhatIf.nullable(),
    usualPropagation: UsualPropagation,
    twins: z
      .array(z.object({ id: z.guid(), connectionId: z.guid(), connectionName: z.string() }))
      .describe(
        'The same tenant as other connections reach it, e.g. with an app that asks for less: each is a row of its own.',
      ),
    reviewLink: z.object({ label: z.string(), href: z.string() }).nullable(),
  })
  .meta({ id: 'Tenant' })
export type TenantDetail = z.output<typeof TenantDetail>

export const UpdateTenant = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'has lower case letters, digits and hyphens only')
    .max(60)
    .optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(20).optional(),
  note: z.string().max(2000).optional(),
  mailboxesWanted: z.boolean().optional().describe('False: this tenant needs no mailbox features.'),
})
export type UpdateTenant = z.output<typeof UpdateTenant>

export const Verify = z
  .object({
    tenantIds: z.array(z.guid()).min(1).max(5000).optional(),
    filter: TenantFilter.optional().describe('Instead of ids: all that match.'),
  })
  .refine(({ tenantIds, filter }) => (tenantIds === undefined) !== (filter === undefined), {
    message: 'needs either tenantIds or filter',
  })
export type Verify = z.output<typeof Verify>

export const TenantRun = z
  .object({
    id: z.guid(),
    connectionId: z.guid(),
    kind: z.enum(runKinds),
    status: z.enum(runStatuses),
    total: count,
    done: count,
    failed: count,
    unreachable: count.describe('Tenants that the provider of a bulk consent does not reach: consent one by one.'),
    cancelled: count.describe('Tenants it did not come to, or not wait for, because it was cancelled.'),
    cancelledBy: z.string().nullable(),
    via: z
      .object({ connectionId: z.guid(), name: z.string(), providerName: z.string() })
      .nullable()
      .describe('The connection that consents in bulk.'),
    phase: z.enum(runPhases).nullable().describe('How far a bulk consent is.'),
    deadlineAt: z.string().nullable().describe('Until when a bulk consent waits for the provider.'),
    problem: ProblemFacts.nullable(),
    startedBy: z.string(),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'TenantRun' })
export const TenantRunPage = pageOf(TenantRun, 'TenantRunPage')

export const TenantRunItemQuery = PageQuery.extend({
  withProblem: flag.optional().describe('Only those where something went wrong, or only those where nothing did.'),
})

export const TenantRunItemPage = pageOf(
  z
    .object({
      tenantId: z.guid(),
      name: z.string(),
      status: z.enum(itemStatuses),
      stage: z.enum(itemStages).nullable().describe('How far a bulk consent is with it, or was when it was cancelled.'),
      note: z.string().nullable().describe('What the provider of a bulk consent said about it last.'),
      provingSince: z
        .string()
        .nullable()
        .describe('Since when the provider of a bulk consent calls it done while no sign-in shows it.'),
      nextTryAt: z.string().nullable().describe('When a sign-in is tried next.'),
      problem: ProblemFacts.nullable(),
      endedAt: z.string().nullable(),
    })
    .meta({ id: 'TenantRunItem' }),
  'TenantRunItemPage',
)

export const RunsStarted = z
  .object({ runs: z.array(TenantRun), tenants: count.describe('How many tenants they touch.') })
  .meta({ id: 'TenantRunsStarted' })

const MadeCall = z
  .object({ operation: z.string(), permissions: z.array(z.string()), at: z.string(), requestId: z.string().nullable() })
  .describe('The last call it took.')

export const TryOut = z
  .object({
    users: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), address: z.string(), enabled: z.boolean() })),
      problem: ProblemFacts.nullable(),
      durationMs: z.int(),
      call: MadeCall.nullable(),
    }),
    lists: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), address: z.string() })),
      servedBy: z.string().nullable(),
      servedByName: z.string().nullable(),
      problem: ProblemFacts.nullable(),
      durationMs: z.int(),
      call: MadeCall.nullable(),
    }),
  })
  .meta({ id: 'TenantTryOut', description: 'What two real reads in the tenant answered.' })
