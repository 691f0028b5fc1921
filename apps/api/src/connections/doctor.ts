import type { AdminTask, ConnectionTest, ProviderPlugin } from '@tenantry/core'
import type { Doctor } from './connection-facts.dto.js'
import type { ConnectionRow } from './connection.entity.js'
import { expiryOf, rotationOf } from './credential-clock.js'

const renewal = { task: 'renewSecret' as const, permissions: [] }

type Finding = Omit<Doctor['items'][number], 'command'> & { task?: Pick<AdminTask, 'task' | 'permissions'> }

/** Reads a test and the stored facts as a doctor would: every part end to end, each with the exact next click. */
export function findings(row: ConnectionRow, plugin: ProviderPlugin, test: ConnectionTest, now: Date): Doctor['items'] {
  const found: Finding[] = [
    signIn(test),
    permissions(test, row, plugin),
    ...calls(test),
    expiry(row, now),
    ...rotation(row, now),
    surplus(test),
    freshness(row, now),
  ]
  return found.map(({ task, ...finding }) => ({
    ...finding,
    command:
      (task && plugin.adminCommand?.({ ...task, config: row.config, credentialKind: row.credential.kind })) ?? null,
  }))
}

const stepOf = (plugin: ProviderPlugin, row: ConnectionRow, provenBy: string) =>
  plugin.connectionKinds.find(({ id }) => id === row.kind)?.guide.steps.find((step) => step.provenBy === provenBy)

function guideStep(plugin: ProviderPlugin, row: ConnectionRow, provenBy: string): Finding['next'] {
  const step = stepOf(plugin, row, provenBy)
  return step ? { label: step.title, kind: 'step', target: step.id } : null
}

function signIn(test: ConnectionTest): Finding {
  const { problem } = test.checks.authentication
  if (!problem)
    return {
      id: 'signIn',
      title: 'Sign-in works',
      status: 'ok',
      detail: 'Proved by a fresh sign-in just now.',
      next: null,
    }
  const next: Finding['next'] =
    problem.health === 'authenticationError'
      ? { label: 'Update credentials', kind: 'action', target: 'updateCredential' }
      : { label: 'Test again', kind: 'action', target: 'test' }
  return { id: 'signIn', title: problem.title, status: 'broken', detail: `${problem.why} ${problem.fix}`, next }
}

function permissions(test: ConnectionTest, row: ConnectionRow, plugin: ProviderPlugin): Finding {
  const { status, items, problem } = test.checks.permissions
  if (status === 'skipped')
    return {
      id: 'permissions',
      title: 'Permissions',
      status: 'unknown',
      detail: 'Known once sign-in works.',
      next: null,
    }
  if (!problem) {
    return {
      id: 'permissions',
      title: 'Permissions are granted',
      status: 'ok',
      detail: `All ${items.length} that the chosen features need.`,
      next: null,
    }
  }
  return {
    id: 'permissions',
    title: problem.title,
    status: 'broken',
    detail: `${problem.why} ${problem.fix}`,
    next: guideStep(plugin, row, 'permissions'),
    task: {
      task: 'grant',
      permissions: [...new Set(items.filter((item) => item.status === 'missing').map(({ name }) => name))],
    },
  }
}

function calls(test: ConnectionTest): Finding[] {
  const { status, items } = test.checks.apiCalls
  if (status === 'skipped')
    return [{ id: 'calls', title: 'Sample calls', status: 'unknown', detail: 'Known once sign-in works.', next: null }]
  const statusOf = { passed: 'ok', failed: 'broken', limited: 'attention', skipped: 'unknown' } as const
  return items.map((item) => ({
    id: `call:${item.probe}`,
    title: item.name,
    status: statusOf[item.status],
    detail: item.problem
      ? `${item.problem.why} ${item.problem.fix}`
      : item.status === 'skipped'
        ? 'Its permission is missing.'
        : (item.fact ?? 'Works.'),
    next: item.problem?.learnMore
      ? { label: 'Read more', kind: 'link' as const, target: item.problem.learnMore }
      : null,
  }))
}

function expiry(row: ConnectionRow, now: Date): Finding {
  const { expiry: state, daysLeft } = expiryOf(row.credential, now)
  const renew: Finding['next'] = { label: 'Renew the secret', kind: 'action', target: 'rotate' }
  switch (state) {
    case 'never':
      return {
        id: 'expiry',
        title: 'Nothing expires',
        status: 'ok',
        detail: 'This kind of credential has no secret.',
        next: null,
      }
    case 'unknown':
      return {
        id: 'expiry',
        title: 'Nobody knows when the credential expires',
        status: 'attention',
        detail: 'It cannot be read here and no date was entered.',
        next: { label: 'Enter the date', kind: 'action', target: 'updateCredential' },
      }
    case 'expired':
      return {
        id: 'expiry',
        title: 'The credential has expired',
        status: 'broken',
        detail: `On ${row.credential.expiresAt?.slice(0, 10)}.`,
        next: renew,
        task: renewal,
      }
    default:
      return {
        id: 'expiry',
        title: state === 'soon' ? 'The credential expires soon' : 'The credential is valid',
        status: state === 'soon' ? 'attention' : 'ok',
        detail: `Until ${row.credential.expiresAt?.slice(0, 10)}, ${daysLeft} days from now.`,
        next: state === 'soon' ? renew : null,
        ...(state === 'soon' && { task: renewal }),
      }
  }
}

function rotation(row: ConnectionRow, now: Date): Finding[] {
  if (!row.credential.hasSecret) return []
  const { state, dueAt } = rotationOf(row.credential, now)
  if (state === 'fine')
    return [
      {
        id: 'rotation',
        title: 'The secret is young enough',
        status: 'ok',
        detail: `Renew it before ${dueAt.slice(0, 10)}.`,
        next: null,
      },
    ]
  return [
    {
      id: 'rotation',
      title: state === 'due' ? 'The secret is older than a year' : 'The secret is older than six months',
      status: 'attention',
      detail: `Set on ${row.credential.setAt.slice(0, 10)}.`,
      next: { label: 'Renew the secret', kind: 'action', target: 'rotate' },
      task: renewal,
    },
  ]
}

function surplus(test: ConnectionTest): Finding {
  if (!test.identity)
    return {
      id: 'surplus',
      title: 'Surplus permissions',
      status: 'unknown',
      detail: 'Known once sign-in works.',
      next: null,
    }
  if (test.surplus.length === 0)
    return {
      id: 'surplus',
      title: 'No more is granted than needed',
      status: 'ok',
      detail: 'Least privilege holds.',
      next: null,
    }
  return {
    id: 'surplus',
    title:
      test.surplus.length === 1 ? 'One permission is not needed' : `${test.surplus.length} permissions are not needed`,
    status: 'attention',
    detail: `No chosen feature needs ${test.surplus.join(', ')}.`,
    next: { label: 'See permissions', kind: 'action', target: 'permissions' },
    task: { task: 'revoke', permissions: test.surplus },
  }
}

function freshness(row: ConnectionRow, now: Date): Finding {
  const minutes = row.checkedAt ? Math.round((now.getTime() - row.checkedAt.getTime()) / 60_000) : null
  return minutes !== null && minutes <= 30
    ? {
        id: 'schedule',
        title: 'Checks run on schedule',
        status: 'ok',
        detail: minutes === 0 ? 'Checked just now.' : `Last ${minutes} min ago.`,
        next: null,
      }
    : {
        id: 'schedule',
        title: 'No check has run lately',
        status: 'attention',
        detail: minutes === null ? 'There was none yet.' : `The last was ${minutes} min ago.`,
        next: { label: 'Test now', kind: 'action', target: 'test' },
      }
}
