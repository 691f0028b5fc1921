import { GraphError } from '../graph/graph-error.js'

const CLAUSES = {
  filter: 'Invalid filter clause',
  orderby: 'Invalid orderby clause',
  select: 'Parsing OData Select and Expand failed',
}

export function unknownProperty(clause: keyof typeof CLAUSES, name: string, type: string): GraphError {
  return new GraphError('invalidQuery', {
    value: `${CLAUSES[clause]}: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
  })
}
