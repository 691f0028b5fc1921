import type { ConnectionRow } from '../connections/connection.entity.js'
import { expiryOf, rotationOf } from '../connections/credential-clock.js'
import type { AttentionItem } from './attention.dto.js'

/** What a connection needs from a person, if anything. */
export function attentionOf(
  row: ConnectionRow,
  providerLoaded: boolean,
  oldSecretSince: Date | undefined,
  now: Date,
): AttentionItem[] {
  if (!row.enabled) return []
  const subject = { kind: 'connection' as const, id: row.id, name: row.name, count: 1 }
  const item = (facts: Omit<AttentionItem, 'id' | 'subject'>): AttentionItem => ({
    id: `${row.id}:${facts.kind}`,
    subject,
    ...facts,
  })
  return [
    ...health(row, providerLoaded, item),
    ...expiry(row, now, item),
    ...rotation(row, now, item),
    ...(oldSecretSince
      ? [
          item({
            severity: 'attention',
            kind: 'oldSecret',
            title: 'Delete the old secret at the provider',
            detail: 'The new one is in force and tested. The old one may still open the door.',
            action: { label: 'Finish the renewal', target: 'rotate' },
            since: oldSecretSince.toISOString(),
          }),
        ]
      : []),
  ]
}

type Make = (facts: Omit<AttentionItem, 'id' | 'subject'>) => AttentionItem

function health(row: ConnectionRow, providerLoaded: boolean, item: Make): AttentionItem[] {
  if (!providerLoaded) {
    return [
      item({
        severity: 'broken',
        kind: 'provider',
        title: 'Its provider is not loaded',
        detail: 'Nothing is called through this connection until the plugin is back.',
        action: { label: 'Open', target: 'open' },
        since: row.healthSince.toISOString(),
      }),
    ]
  }
  if (!row.problem) return []
  return [
    item({
      severity: row.health === 'serviceError' ? 'attention' : 'broken',
      kind: 'health',
      title: row.problem.title,
      detail: row.problem.fix,
      action:
        row.health === 'authenticationError'
          ? { label: 'Update credentials', target: 'updateCredential' }
          : row.health === 'permissionError'
            ? { label: 'See permissions', target: 'permissions' }
            : { label: 'Open', target: 'open' },
      since: row.healthSince.toISOString(),
    }),
  ]
}

function expiry(row: ConnectionRow, now: Date, item: Make): AttentionItem[] {
  const { expiry: state, daysLeft } = expiryOf(row.credential, now)
  const on = row.credential.expiresAt?.slice(0, 10)
  if (state === 'unknown') {
    return [
      item({
        severity: 'unknown',
        kind: 'expiry',
        title: 'Nobody knows when its secret expires',
        detail: 'Enter the date, or grant the permission to read it.',
        action: { label: 'Enter the date', target: 'updateCredential' },
        since: row.credential.setAt,
      }),
    ]
  }
  if (state !== 'soon' && state !== 'expired') return []
  return [
    item({
      severity: state === 'expired' || (daysLeft ?? 0) < 7 ? 'broken' : 'attention',
      kind: 'expiry',
      title:
        state === 'expired'
          ? `Its secret expired on ${on}`
          : `Its secret expires in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`,
      detail: `On ${on}. Renew it before that and nothing stops.`,
      action: { label: 'Renew the secret', target: 'rotate' },
      since: row.credential.setAt,
    }),
  ]
}

function rotation(row: ConnectionRow, now: Date, item: Make): AttentionItem[] {
  if (!row.credential.hasSecret) return []
  const { state } = rotationOf(row.credential, now)
  if (state === 'fine') return []
  return [
    item({
      severity: 'attention',
      kind: 'rotation',
      title: state === 'due' ? 'Its secret is older than a year' : 'Its secret is older than six months',
      detail: `Set on ${row.credential.setAt.slice(0, 10)}. Long-lived secrets are what attackers look for.`,
      action: { label: 'Renew the secret', target: 'rotate' },
      since: row.credential.setAt,
    }),
  ]
}
