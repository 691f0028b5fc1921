import type { ReadingStatus, Snapshot, SnapshotChange, SnapshotResource } from '../../api/shapes.js'
import { readingLooks } from './reading-looks.js'
import type { Look } from './verdict-looks.js'

export const snapshotLooks: Readonly<Record<Snapshot['status'], Look>> = {
  reading: { meaning: 'off', label: 'Reading', icon: 'i-lucide-hourglass' },
  complete: { meaning: 'good', label: 'Complete' },
  partial: { meaning: 'attention', label: 'Partly read' },
  failed: { meaning: 'broken', label: 'Failed' },
  cancelled: { meaning: 'off', label: 'Cancelled', icon: 'i-lucide-ban' },
}

/** Whether a snapshot says something about its company. */
export const saysSomething = ({ status }: Pick<Snapshot, 'status'>): boolean =>
  status === 'complete' || status === 'partial'

export const resourceLooks: Readonly<Record<SnapshotResource['status'], Look>> = {
  ...readingLooks,
  waiting: { meaning: 'off', label: 'Waiting', icon: 'i-lucide-circle-dot-dashed' },
  reading: { meaning: 'off', label: 'Reading', icon: 'i-lucide-hourglass' },
}

/** What a snapshot that was called off did not come to. */
export const notBegun: Look = { meaning: 'off', label: 'Not begun', icon: 'i-lucide-minus' }

export const changeLooks: Readonly<Record<SnapshotChange['kind'], Look>> = {
  added: { meaning: 'off', label: 'Added', icon: 'i-lucide-plus' },
  changed: { meaning: 'off', label: 'Changed', icon: 'i-lucide-pencil' },
  removed: { meaning: 'off', label: 'Removed', icon: 'i-lucide-minus' },
}

/** The order in which outcomes are told. */
export const outcomes = [
  'read',
  'notPermitted',
  'notLicensed',
  'notApplicable',
  'notRead',
  'error',
] as const satisfies readonly ReadingStatus[]

/** What of a company was read and what was not, and why. */
export function outcomeText({ resources: { total, byStatus } }: Pick<Snapshot, 'resources'>): string {
  const others = outcomes.slice(1).flatMap((status) => {
    const count = byStatus[status] ?? 0
    return count === 0 ? [] : [`${count} ${status === 'error' ? 'in error' : readingLooks[status].label.toLowerCase()}`]
  })
  return [`${byStatus.read ?? 0} of ${total} read`, ...others].join(', ')
}

/** Who began a snapshot, and what for. */
export function begunText({ source, startedBy: { kind, name } }: Pick<Snapshot, 'source' | 'startedBy'>): string {
  const by = kind === 'system' ? '' : ` by ${name}`
  if (source === 'assessment') return `Taken for an assessment${by}`
  return source === 'schedule' ? 'Taken on schedule' : `Taken${by}`
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size for people, e.g. `2.4 MB`. */
export function sizeText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step)
}

export const objectsText = (count: number): string => (count === 1 ? '1 object' : `${count.toLocaleString()} objects`)
