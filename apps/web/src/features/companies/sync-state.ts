import type { TenantRun } from '../../api/shapes.js'

/** How the last sync of a connection ended, and when one last succeeded. */
export interface LastSync {
  connectionId: string
  failed: TenantRun | null
  succeededAt: string | null
}

/** The state of each connection's list, from runs that come latest first. */
export function lastSyncs(runs: readonly TenantRun[]): LastSync[] {
  const ended = runs.filter(({ kind, endedAt }) => kind === 'discover' && endedAt !== null)
  return [...new Set(ended.map(({ connectionId }) => connectionId))].map((connectionId) => {
    const own = ended.filter((run) => run.connectionId === connectionId)
    return {
      connectionId,
      failed: own[0]?.status === 'failed' ? own[0] : null,
      succeededAt: own.find(({ status }) => status === 'succeeded')?.endedAt ?? null,
    }
  })
}

/** What a sync changed, in a sentence. */
export function changeText({ found, appeared, ended }: Record<string, unknown>): string {
  const parts = [
    `${Number(found)} found`,
    Number(appeared) > 0 ? `${Number(appeared)} new` : 'none new',
    ...(Number(ended) > 0 ? [`${Number(ended)} ended`] : []),
  ]
  return `${parts.join(', ')}.`
}
