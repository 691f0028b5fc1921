import { huntingTables } from '../../world/policies/hunting-tables.js'
import { GraphError } from '../graph-error.js'
import type { GraphCall, Room } from '../room.js'
import { needsProduct } from './licence-needs.js'
import { policyRooms } from './policy-rooms.js'

/** So many rows an answer has at most. https://learn.microsoft.com/graph/api/security-security-runhuntingquery */
const MOST_ROWS = 100_000

/**
 * Runs the simplest of queries: a table, and how many of its rows. Conditions are read, but all rows are given: what
 * they mean is Kusto's matter.
 */
function hunt(call: GraphCall): unknown {
  needsProduct('advancedHunting')(call)
  const { Query: query } = call.body()
  if (typeof query !== 'string' || query.trim() === '') {
    throw new GraphError('invalidQuery', { value: "The 'Query' field is missing or empty." })
  }
  const [head = '', ...operators] = query.split('|').map((text) => text.trim())
  const table = Object.hasOwn(huntingTables, head) ? huntingTables[head] : undefined
  if (!table) {
    throw new GraphError('invalidQuery', {
      value: `'${head}' operator: Failed to resolve table or column expression named '${head}'. Fix semantic errors in your query.`,
    })
  }
  const limit = operators.map((text) => /^(?:take|limit)\s+(\d+)$/i.exec(text)?.[1]).find((text) => text !== undefined)
  const rows = table.rows(call.tenant).slice(0, Math.min(MOST_ROWS, Number(limit ?? MOST_ROWS)))
  const types = { '@odata.type': '#microsoft.graph.security.huntingQueryResults' }
  return {
    '@odata.context': `${call.root}/$metadata#microsoft.graph.security.huntingQueryResults`,
    ...types,
    schema: Object.entries(table.schema).map(([name, type]) => ({ name, type })),
    results: rows,
  }
}

const forIdentity = { before: needsProduct('defenderForIdentity') }

export const defenderRooms: Room[] = [
  { method: 'POST', path: '/security/runHuntingQuery', answer: hunt },
  ...policyRooms('/security/identities/healthIssues', 'identityHealthIssues', 'security.healthIssue', forIdentity),
  ...policyRooms('/security/identities/sensors', 'identitySensors', 'security.sensor', forIdentity),
  ...policyRooms('/security/alerts_v2', 'securityAlerts', 'security.alert'),
  ...policyRooms(
    '/security/informationProtection/sensitivityLabels',
    'sensitivityLabels',
    'security.sensitivityLabel',
    {
      versions: ['beta'],
    },
  ),
]
