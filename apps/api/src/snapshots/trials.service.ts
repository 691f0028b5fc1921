import { Injectable } from '@nestjs/common'
import { createFacts, type Control, type Outcome, type Reading, resourcesOf } from '@tenantry/core'
import { Catalogues } from '../assessments/catalogue.js'
import { judgeControls } from '../assessments/judge-controls.js'
import { ParameterValues, ValuesInForce } from '../compliance/parameter-values.js'
import { Database } from '../database/database.js'
import { ValidationError } from '../http/problem.js'
import { SnapshotFacts } from './snapshot-facts.js'
import { finished, numberOf, snapshotRow } from './snapshot-rows.js'
import type { Trial } from './trials.dto.js'

/** What a control says of a snapshot, and of its edited copy. */
export interface TrialOfControl {
  control: string
  title: string
  before: Outcome
  after: Outcome
}

/** Judges an edited copy of a snapshot. Nothing of it is kept. */
@Injectable()
export class Trials {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly parameters: ParameterValues,
    private readonly facts: SnapshotFacts,
  ) {}

  async judge(
    organizationId: string,
    tenantId: string,
    number: string,
    { controls: ids, changes, parameters }: Trial,
  ): Promise<{ items: TrialOfControl[] }> {
    const { snapshot, catalogue, values } = await this.database.inOrganization(organizationId, async (tx) => ({
      snapshot: finished(await snapshotRow(tx, tenantId, numberOf(number))),
      catalogue: await this.catalogues.of(tx),
      values: await this.parameters.of(tx, tenantId),
    }))
    const controls = ids.map((id, index): Control => {
      const known = catalogue.controls.get(id)
      if (!known) throw new ValidationError([{ path: `controls.${index}`, message: 'names no control' }])
      return known.control
    })
    for (const [id, value] of Object.entries(parameters)) {
      if (!catalogue.parameters.get(id)?.schema.safeParse(value).success) {
        throw new ValidationError([{ path: `parameters.${id}`, message: 'is no value of a parameter' }])
      }
    }
    const needed = resourcesOf(controls)
    const unknown = Object.keys(changes).find((source) => !needed.some((resource) => resource.source === source))
    if (unknown !== undefined) {
      throw new ValidationError([{ path: `changes.${unknown}`, message: 'is nothing that these controls look at' }])
    }
    const resourceIds = needed.map(({ id }) => id)
    const { takenAt, readings } = await this.facts.readings(organizationId, tenantId, snapshot.id, resourceIds)
    const edited = (source: string): Reading | undefined =>
      Object.hasOwn(changes, source) ? { status: 'read', value: changes[source] } : readings.get(source)
    const chosen = new ValuesInForce({ ...values.values, ...parameters }, values.provenance, [])
    const bench = { signal: new AbortController().signal, onFault: () => undefined }
    const before = await judgeControls(controls, {
      ...bench,
      facts: createFacts(takenAt, (source) => readings.get(source)),
      values: new ValuesInForce(values.values, values.provenance, []),
    })
    const after = await judgeControls(controls, { ...bench, facts: createFacts(takenAt, edited), values: chosen })
    return {
      items: controls.flatMap(({ id, title }, index) => {
        const [then, now] = [before[index], after[index]]
        return then && now ? [{ control: id, title, before: then.outcome, after: now.outcome }] : []
      }),
    }
  }
}
