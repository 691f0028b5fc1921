import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Catalogues, type Catalogue } from '../assessments/catalogue.js'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { faultsOfDefinition } from './question-faults.js'
import { leavesOf, questionSql, type Leaf } from './question-sql.js'
import { questionRow } from './question-rows.js'
import type { AnswerQuery, Because, Condition, QuestionAnswer } from './questions.dto.js'

interface AnswerRow {
  yes: number
  no: number
  unknown: number
  id: string | null
  name: string
  slug: string
  ordered: string
  holds: boolean | null
  how: unknown[]
}

/** Answers questions about all tenants at once. */
@Injectable()
export class QuestionAnswers {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
  ) {}

  /** The answer to a saved question as of now. */
  saved(organizationId: string, id: string, query: AnswerQuery): Promise<QuestionAnswer> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const { definition } = await questionRow(tx, id)
      return this.answer(tx, definition, query)
    })
  }

  /** The answer to a question that nobody has saved. */
  unsaved(organizationId: string, definition: Condition, query: AnswerQuery): Promise<QuestionAnswer> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const faults = faultsOfDefinition(definition, await this.catalogues.of(tx))
      if (faults.length > 0) throw new ValidationError(faults)
      return this.answer(tx, definition, query)
    })
  }

  /** Ids of all tenants by whether they are in the answer; those of which it cannot be told are in neither. */
  async tenants(tx: EntityManager, definition: Condition): Promise<{ yes: string[]; no: string[] }> {
    const { ctes, params } = questionSql(definition, await this.catalogues.of(tx))
    const [row] = await tx.query<[{ yes: string[]; no: string[] }]>(
      `with ${ctes} select
         coalesce(array_agg(id order by id) filter (where holds), '{}') as yes,
         coalesce(array_agg(id order by id) filter (where not holds), '{}') as no from judged`,
      params,
    )
    return row
  }

  private async answer(
    tx: EntityManager,
    definition: Condition,
    { limit, cursor, holds }: AnswerQuery,
  ): Promise<QuestionAnswer> {
    const catalogue = await this.catalogues.of(tx)
    const { ctes, leaves, params } = questionSql(definition, catalogue)
    const how = leaves()
    const after = cursor === undefined ? [null, null] : decodeCursor(cursor, z.tuple([z.string(), z.guid()]))
    const at = (index: number) => `$${params.length + index}`
    const rows = await tx.query<AnswerRow[]>(
      `with ${ctes},
         counted as (
           select count(*) filter (where holds)::int as yes, count(*) filter (where not holds)::int as no,
             count(*) filter (where holds is null)::int as unknown from judged),
         page as (
           select * from judged where holds is ${holds === 'yes' ? 'true' : 'null'}
             and (${at(1)}::text is null or (ordered, id) > (${at(1)}, ${at(2)}::uuid)) order by ordered, id limit ${at(3)})
       select counted.*, t.*, case when t.id is not null then ${how} end as how
       from counted left join page t on true left join standing s on s.tenant_id = t.id order by t.ordered, t.id`,
      [...params, ...after, limit + 1],
    )
    const [first] = rows
    const found = rows.filter((row): row is AnswerRow & { id: string } => row.id !== null)
    const { items, nextCursor } = toPage(found, limit, (row) => [row.ordered, row.id])
    const conditions = leavesOf(definition)
    return {
      items: items.map(({ id, name, slug, holds: answer, how: stands }) => ({
        tenant: { id, name, slug },
        holds: answer,
        because: conditions.flatMap((leaf, index) => becauseOf(leaf, stands[index], catalogue)),
      })),
      nextCursor,
      counts: { yes: first?.yes ?? 0, no: first?.no ?? 0, unknown: first?.unknown ?? 0 },
      askedAt: new Date().toISOString(),
    }
  }
}

/** How a condition stands in a tenant. Tags and groups speak for themselves. */
function becauseOf(leaf: Leaf, how: unknown, catalogue: Catalogue): Because[] {
  const titleOf = (id: string) => catalogue.controls.get(id)?.control.title ?? id
  if ('control' in leaf) {
    const found = how as Pick<Extract<Because, { kind: 'control' }>, 'standing' | 'cause' | 'reason'> | null
    return [
      {
        kind: 'control',
        control: leaf.control,
        title: titleOf(leaf.control),
        standing: found?.standing ?? null,
        cause: found?.cause ?? null,
        reason: found?.reason ?? null,
      },
    ]
  }
  if ('scoreBelow' in leaf) {
    const { framework = null, area = null } = leaf
    return [{ kind: 'score', framework, area, percent: how as number | null }]
  }
  if ('lacksLicence' in leaf) {
    return [{ kind: 'licence', licence: leaf.lacksLicence, controls: ((how ?? []) as string[]).map(titleOf) }]
  }
  return []
}
