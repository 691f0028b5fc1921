import { lacks, notApplicable, type Outcome } from '@tenantry/core'
import type { z } from 'zod'
import type { directorySynchronization } from '../../resources/directory-synchronization.js'
import type { organizations } from '../../resources/organizations.js'
import { judgeSettings } from '../settings.js'

type Synchronization = z.output<typeof directorySynchronization.schema>

/** Judges features of the synchronization with a directory on premises; a tenant without one has nothing to judge. */
export function judgeSynchronization(
  {
    organization: [tenant],
    synchronization,
  }: { organization: z.output<typeof organizations.schema>; synchronization?: Synchronization | undefined },
  wanted: Readonly<Record<string, boolean>>,
  good: string,
  bad: string,
): Outcome {
  if (tenant?.onPremisesSyncEnabled !== true) return notApplicable('No directory on premises is synchronized.')
  if (!synchronization) return lacks('synchronization')
  const features = synchronization[0]?.features
  return judgeSettings(
    Object.entries(wanted).map(([property, expected]) => {
      const value = features?.[property]
      return { property, value, expected: String(expected), ok: value === expected }
    }),
    good,
    bad,
  )
}
