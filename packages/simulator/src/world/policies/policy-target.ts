import type { AuditTarget } from '../audits.js'
import type { Entity } from '../model.js'

/** What an audit entry says of a policy: what it was, and what it is now. */
export function policyTarget(
  entity: Entity,
  change: { before?: Record<string, unknown>; after?: Record<string, unknown> } = {},
): AuditTarget {
  const { before = {}, after = {} } = change
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return {
    id: entity.id,
    type: 'Policy',
    displayName: typeof entity['displayName'] === 'string' ? entity['displayName'] : null,
    modifiedProperties: names.map((name) => ({
      displayName: name,
      oldValue: text(before[name]),
      newValue: text(after[name]),
    })),
  }
}

function text(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
