import { z } from 'zod'
import { pageOf, PageQuery } from '../http/pages.js'
import { Who } from './who.dto.js'

export const exceptionStatuses = ['requested', 'active', 'denied', 'ended', 'expired'] as const
export const ExceptionStatus = z.enum(exceptionStatuses)

const text = z.string().trim().min(1).max(2000)
const note = z.string().trim().max(2000).default('')
const Parameters = z.record(z.string().max(100), z.unknown())
const ControlRef = z
  .object({ id: z.string(), title: z.string(), area: z.string(), severity: z.string() })
  .describe('Its title is its id where the control is no longer there.')

export const Exception = z
  .object({
    id: z.guid(),
    control: ControlRef,
    tenants: z
      .array(z.object({ id: z.guid(), name: z.string() }))
      .nullable()
      .describe('Null: all tenants, later ones too.'),
    reason: z.string(),
    compensatingControl: z.string().describe('What keeps the risk down meanwhile.'),
    parameters: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What the control is judged with, by parameter; null: any failure of the control is excepted.'),
    status: ExceptionStatus,
    expiresAt: z.string().describe('From then on the control counts again, by itself.'),
    requestedBy: Who,
    requestedAt: z.string(),
    decidedBy: Who.nullable(),
    decidedAt: z.string().nullable(),
    decisionNote: z.string(),
    soleApprover: z.boolean().describe('Approved by the one who asked, since nobody else may approve.'),
    endedBy: Who.nullable(),
    endedAt: z.string().nullable(),
    endNote: z.string(),
    renews: z.guid().nullable().describe('The exception that this one takes over from once it is approved.'),
    renewedBy: z.guid().nullable().describe('The request that asks for this exception to go on.'),
    decision: z
      .object({ allowed: z.boolean(), why: z.string().nullable() })
      .describe('Whether the one who asks may approve or deny it now; if not, why.'),
  })
  .meta({ id: 'Exception' })
export type Exception = z.output<typeof Exception>

export const ExceptionPage = pageOf(Exception, 'ExceptionPage')

export const ExceptionQuery = PageQuery.extend({
  status: ExceptionStatus.optional(),
  control: z.string().max(200).optional(),
  tenantId: z.guid().optional().describe('Those that hold for this tenant.'),
})
export type ExceptionQuery = z.output<typeof ExceptionQuery>

export const ExceptionCounts = z
  .object({
    ...Object.fromEntries(exceptionStatuses.map((status) => [status, z.int().min(0)])),
    expiring: z.int().min(0).describe('Active ones that expire within 14 days.'),
  } as Record<(typeof exceptionStatuses)[number] | 'expiring', z.ZodInt>)
  .meta({ id: 'ExceptionCounts' })

const expiresAt = z.iso.datetime({ offset: true }).describe('At most two years from now.')

export const RequestException = z.object({
  control: z.string().min(1).max(200),
  tenantIds: z.array(z.guid()).min(1).max(5000).nullable().describe('Null: all tenants, later ones too.'),
  reason: text,
  compensatingControl: text.describe('What keeps the risk down meanwhile.'),
  parameters: Parameters.nullable()
    .default(null)
    .describe('Excepts only what these values name, e.g. from an offer; without them any failure is excepted.'),
  expiresAt,
})
export type RequestException = z.output<typeof RequestException>

export const DecideException = z.object({ note })
export type DecideException = z.output<typeof DecideException>

export const RenewException = z.object({ reason: text, expiresAt })
export type RenewException = z.output<typeof RenewException>

export const ExceptionOffer = z
  .object({
    control: ControlRef,
    tenant: z.object({ id: z.guid(), name: z.string() }),
    reason: z.string().describe('Why the control fails.'),
    parameters: z.record(z.string(), z.unknown()).describe('Values with which it would pass.'),
    adds: z
      .array(
        z.object({
          parameter: z.string(),
          name: z.string(),
          member: z.string().nullable(),
          values: z.array(z.unknown()),
        }),
      )
      .describe('What these values add to those in force.'),
  })
  .meta({ id: 'ExceptionOffer' })
export type ExceptionOffer = z.output<typeof ExceptionOffer>

export const ExceptionOfferPage = pageOf(ExceptionOffer, 'ExceptionOfferPage')

export const ExceptionOfferQuery = PageQuery.extend({
  control: z.string().max(200).optional(),
  tenantId: z.guid().optional(),
})
export type ExceptionOfferQuery = z.output<typeof ExceptionOfferQuery>
