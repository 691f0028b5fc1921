import { z } from 'zod'
import { pageOf, PageQuery } from '../http/pages.js'
import { Who } from './who.dto.js'

export const manualStates = ['open', 'due', 'overdue', 'attested', 'expired'] as const
export const attestedVerdicts = ['pass', 'fail', 'notApplicable'] as const

const count = z.int().min(0)
const AttestedVerdict = z.enum(attestedVerdicts)

export const AttachmentFacts = z
  .object({
    name: z.string(),
    type: z.string(),
    bytes: z.int(),
    sha256: z.string().describe('Of its content, hex.'),
    addedBy: Who,
    addedAt: z.string(),
  })
  .meta({ id: 'AttachmentFacts' })

export const ManualItem = z
  .object({
    tenant: z.object({ id: z.guid(), name: z.string() }),
    control: z.object({ id: z.string(), title: z.string(), area: z.string(), severity: z.string() }),
    owner: z.object({ id: z.guid(), name: z.string() }).nullable(),
    dueAt: z
      .string()
      .nullable()
      .describe('Until when it has to be attested; the end of the attestation where one is valid.'),
    state: z
      .enum(manualStates)
      .describe(
        '`attested`: an attestation is valid; `expired`: the last one ran out; `overdue` and `due`: by its date; `open`: none was set.',
      ),
    attestation: z
      .object({
        id: z.guid(),
        verdict: AttestedVerdict,
        statement: z.string(),
        validUntil: z.string(),
        by: Who,
        at: z.string(),
        attachment: z.object({ name: z.string(), bytes: z.int() }).nullable(),
      })
      .nullable()
      .describe('The latest that was not withdrawn.'),
  })
  .meta({ id: 'ManualItem' })
export type ManualItem = z.output<typeof ManualItem>

export const ManualPage = pageOf(ManualItem, 'ManualPage')

export const ManualFilter = z.object({
  tenantId: z.guid().optional(),
  control: z.string().max(200).optional(),
  framework: z.string().max(100).optional(),
  state: z.enum(manualStates).optional(),
  ownerId: z.guid().optional(),
  q: z.string().trim().max(200).optional().describe('Part of the name of the tenant.'),
})
export type ManualFilter = z.output<typeof ManualFilter>

export const ManualQuery = PageQuery.extend({
  ...ManualFilter.shape,
  sort: z.enum(['due', 'tenant']).default('due').describe('`due`: what is due first comes first.'),
})
export type ManualQuery = z.output<typeof ManualQuery>

export const ManualCounts = z
  .object({ open: count, due: count, overdue: count, attested: count, expired: count })
  .meta({ id: 'ManualCounts' })

const which = {
  controls: z.array(z.string().min(1).max(200)).min(1).max(500),
  tenantIds: z.array(z.guid()).min(1).max(5000),
}

export const AssignManualWork = z
  .object({
    ...which,
    ownerId: z.guid().nullable().optional().describe('A member of the organization; null: nobody; absent: unchanged.'),
    dueAt: z.iso.datetime({ offset: true }).nullable().optional().describe('Null: none; absent: unchanged.'),
  })
  .refine(({ ownerId, dueAt }) => ownerId !== undefined || dueAt !== undefined, { message: 'needs ownerId or dueAt' })
export type AssignManualWork = z.output<typeof AssignManualWork>

export const ManualWorkAssigned = z
  .object({ items: z.int().min(0).describe('How many pairs of tenant and control.') })
  .meta({ id: 'ManualWorkAssigned' })

export const Attestation = z
  .object({
    id: z.guid(),
    control: z.object({ id: z.string(), title: z.string() }),
    tenants: z.array(
      z.object({
        id: z.guid(),
        name: z.string(),
        current: z.boolean().describe('Whether it is the latest word on the control there.'),
      }),
    ),
    verdict: AttestedVerdict,
    statement: z.string(),
    validUntil: z.string(),
    by: Who,
    at: z.string(),
    withdrawnBy: Who.nullable(),
    withdrawnAt: z.string().nullable(),
    attachment: AttachmentFacts.nullable(),
  })
  .meta({ id: 'Attestation' })
export type Attestation = z.output<typeof Attestation>

export const AttestationPage = pageOf(Attestation, 'AttestationPage')

export const AttestationQuery = PageQuery.extend({
  tenantId: z.guid().optional(),
  control: z.string().max(200).optional(),
})
export type AttestationQuery = z.output<typeof AttestationQuery>

export const Attest = z.object({
  control: z.string().min(1).max(200),
  tenantIds: which.tenantIds,
  verdict: AttestedVerdict,
  statement: z.string().trim().min(1).max(4000).describe('What was looked at, and what was seen.'),
  validUntil: z.iso.datetime({ offset: true }).describe('At most two years from now.'),
})
export type Attest = z.output<typeof Attest>

export const AttachmentQuery = z.object({
  name: z.string().trim().min(1).max(200).default('attachment').describe('Its file name.'),
})
