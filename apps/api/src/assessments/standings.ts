import type { EntityManager } from 'typeorm'
import type { StoredScores } from './assessment-rows.js'
import type { Catalogue } from './catalogue.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { scoreOf, scoresBy, type Stands, tallyOf } from './score.js'

/** How the controls of the catalogue stand in a tenant now. */
export function currentStands(tx: EntityManager, catalogue: Catalogue, tenantId: string): Promise<Stands[]> {
  return tx.query<Stands[]>(
    `select control, standing, cause, attested from (${effectiveVerdicts('v.tenant_id = $1')}) e where control = any($2)`,
    [tenantId, [...catalogue.controls.keys()]],
  )
}

/** The scores of a tenant by every grouping that is shown. */
export function storedScoresOf(catalogue: Catalogue, stands: readonly Stands[]): StoredScores {
  const about = (id: string) => catalogue.controls.get(id)?.control
  return {
    overall: scoreOf(tallyOf(stands)),
    frameworks: scoresBy(stands, (id) => catalogue.frameworksOf(id)),
    areas: scoresBy(stands, (id) => [about(id)?.area ?? '']),
    severities: scoresBy(stands, (id) => [about(id)?.severity ?? '']),
  }
}
