import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { ValidationError } from '../http/problem.js'
import { ruleRow, type RuleRow } from './rule-rows.js'
import type { RuleInput, RuleList, RuleView } from './rules.dto.js'

interface DeliveryState {
  rule_id: string
  waiting: number
  next_at: Date | null
  last_sent_at: Date | null
  problem: ProblemFacts | null
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/** Who gets which notices, when: rules of an organization. */
@Injectable()
export class NotificationRules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  list(organizationId: string, actor: Actor): Promise<z.output<typeof RuleList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<RuleRow[]>('select * from notification_rules order by created_at, id')
      const states = await deliveryStates(tx)
      return { items: rows.map((row) => viewOf(row, states.get(row.id), actor)), nextCursor: null }
    })
  }

  create(organizationId: string, actor: Actor, input: RuleInput): Promise<RuleView> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await requireSense(tx, input)
      const id = randomUUID()
      await tx.query(
        `insert into notification_rules (id, organization_id, name, enabled, addresses, roles, severity, kinds,
           tenant_group_ids, timing, time_zone, quiet) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [id, organizationId, ...columnsOf(input)],
      )
      await this.audit.record(tx, {
        actor,
        action: 'notificationRule.created',
        subject: { kind: 'notificationRule', id, name: input.name },
        summary: `${actor.name} made the notification rule “${input.name}”.`,
        details: { after: input },
      })
      return viewOf(await ruleRow(tx, id), undefined, actor)
    })
  }

  /** What is already on its way keeps its time; a rule that is switched off drops it. */
  replace(organizationId: string, actor: Actor, id: string, input: RuleInput): Promise<RuleView> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const before = await ruleRow(tx, id, { lock: true })
      await requireSense(tx, input)
      await tx.query(
        `update notification_rules set name = $2, enabled = $3, addresses = $4, roles = $5, severity = $6, kinds = $7,
           tenant_group_ids = $8, timing = $9, time_zone = $10, quiet = $11 where id = $1`,
        [id, ...columnsOf(input)],
      )
      if (!input.enabled) {
        await tx.query(
          'update notice_deliveries set dropped_at = now() where rule_id = $1 and message_id is null and dropped_at is null',
          [id],
        )
      }
      await this.audit.record(tx, {
        actor,
        action: 'notificationRule.changed',
        subject: { kind: 'notificationRule', id, name: input.name },
        summary: `${actor.name} changed the notification rule “${before.name}”.`,
        details: { before: { ...before, organization_id: undefined }, after: input },
      })
      const states = await deliveryStates(tx)
      return viewOf(await ruleRow(tx, id), states.get(id), actor)
    })
  }

  async remove(organizationId: string, actor: Actor, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const { name } = await ruleRow(tx, id, { lock: true })
      await tx.query('delete from notification_rules where id = $1', [id])
      await this.audit.record(tx, {
        actor,
        action: 'notificationRule.removed',
        subject: { kind: 'notificationRule', id, name },
        summary: `${actor.name} removed the notification rule “${name}”.`,
      })
    })
  }
}

function columnsOf(input: RuleInput): unknown[] {
  return [
    input.name,
    input.enabled,
    [...new Set(input.addresses)],
    [...new Set(input.roles)],
    input.severity,
    [...new Set(input.kinds)],
    [...new Set(input.tenantGroupIds)],
    JSON.stringify(input.timing),
    input.timeZone,
    input.quiet && JSON.stringify(input.quiet),
  ]
}

/** What a schema cannot say of a rule. */
async function requireSense(tx: EntityManager, input: RuleInput): Promise<void> {
  const errors: { path: string; message: string }[] = []
  if (input.addresses.length + input.roles.length === 0) {
    errors.push({ path: 'addresses', message: 'must name at least one address or role' })
  }
  if (!isTimeZone(input.timeZone)) errors.push({ path: 'timeZone', message: 'must be a time zone like Europe/Berlin' })
  const times = { 'timing.at': input.timing.kind === 'daily' ? input.timing.at : undefined, ...quietTimes(input) }
  for (const [path, time] of Object.entries(times)) {
    if (time !== undefined && !TIME.test(time)) errors.push({ path, message: 'must be a time like 07:30' })
  }
  if (input.quiet && input.quiet.from === input.quiet.to) {
    errors.push({ path: 'quiet.to', message: 'must end at another time than it begins' })
  }
  const rows = await tx.query<{ id: string }[]>('select id from tenant_groups where id = any($1)', [
    input.tenantGroupIds,
  ])
  const known = new Set(rows.map(({ id }) => id))
  const unknown = input.tenantGroupIds.findIndex((id) => !known.has(id.toLowerCase()))
  if (unknown >= 0) errors.push({ path: `tenantGroupIds.${unknown}`, message: 'is no group' })
  if (errors.length > 0) throw new ValidationError(errors)
}

const quietTimes = ({ quiet }: RuleInput) => (quiet ? { 'quiet.from': quiet.from, 'quiet.to': quiet.to } : {})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

async function deliveryStates(tx: EntityManager): Promise<Map<string, DeliveryState>> {
  const rows = await tx.query<DeliveryState[]>(
    `select r.id as rule_id, coalesce(w.waiting, 0)::int as waiting, w.next_at, s.last_sent_at, p.problem
     from notification_rules r
     left join lateral (
       select count(*) as waiting, min(greatest(d.due_at, m.next_at)) as next_at
       from notice_deliveries d left join notice_messages m on m.id = d.message_id
       where d.rule_id = r.id and d.dropped_at is null and (m.id is null or m.status in ('waiting', 'handingOver'))) w on true
     left join lateral (
       select max(ended_at) as last_sent_at from notice_messages m where m.rule_id = r.id and m.status = 'sent') s on true
     left join lateral (
       select m.problem from notice_messages m
       where m.rule_id = r.id and m.attempts > 0 order by coalesce(m.ended_at, m.created_at) desc limit 1) p on true`,
  )
  return new Map(rows.map((row) => [row.rule_id, row]))
}

function viewOf(row: RuleRow, state: DeliveryState | undefined, actor: Actor): RuleView {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    addresses: actor.permissions.includes('personalData:read') ? row.addresses : null,
    roles: row.roles,
    severity: row.severity,
    kinds: row.kinds,
    tenantGroupIds: row.tenant_group_ids,
    timing: row.timing,
    timeZone: row.time_zone,
    quiet: row.quiet,
    createdAt: row.created_at.toISOString(),
    delivery: {
      waiting: state?.waiting ?? 0,
      nextAt: state?.next_at?.toISOString() ?? null,
      lastSentAt: state?.last_sent_at?.toISOString() ?? null,
      problem: state?.problem ?? null,
    },
  }
}
