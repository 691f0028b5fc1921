import type { Catalogue } from '../assessments/catalogue.js'
import { leavesOf } from './question-sql.js'
import { partsOf, type Condition } from './questions.dto.js'

const MOST_CONDITIONS = 100
const DEEPEST = 8

/** What a schema cannot say of a question: how large it may be, and that what it names has to be there. */
export function faultsOfDefinition(definition: Condition, catalogue: Catalogue): { path: string; message: string }[] {
  const { conditions, depth } = extentOf(definition)
  if (conditions > MOST_CONDITIONS)
    return [{ path: 'definition', message: `has more than ${MOST_CONDITIONS} conditions` }]
  if (depth > DEEPEST) return [{ path: 'definition', message: `is more than ${DEEPEST} levels deep` }]
  const areas = new Set([...catalogue.controls.values()].map(({ control }) => control.area))
  return leavesOf(definition).flatMap((leaf) => {
    if ('control' in leaf && !catalogue.controls.has(leaf.control)) {
      return [{ path: 'definition', message: `names the control “${leaf.control}”, which is not there` }]
    }
    if ('scoreBelow' in leaf && leaf.framework !== undefined && !catalogue.frameworks.has(leaf.framework)) {
      return [{ path: 'definition', message: `names the framework “${leaf.framework}”, which is not there` }]
    }
    if ('scoreBelow' in leaf && leaf.area !== undefined && !areas.has(leaf.area)) {
      return [{ path: 'definition', message: `names the area “${leaf.area}”, which is not there` }]
    }
    return []
  })
}

function extentOf(condition: Condition): { conditions: number; depth: number } {
  const parts = partsOf(condition).map(extentOf)
  return {
    conditions: parts.reduce((sum, part) => sum + part.conditions, 1),
    depth: 1 + Math.max(0, ...parts.map((part) => part.depth)),
  }
}
