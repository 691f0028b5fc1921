/** What a status means to the person looking at it. Each meaning has its own icon, colour and word. */
export type Meaning = 'good' | 'attention' | 'broken' | 'unknown' | 'off'

export const meaningIcons: Readonly<Record<Meaning, string>> = {
  good: 'i-lucide-circle-check',
  attention: 'i-lucide-triangle-alert',
  broken: 'i-lucide-octagon-x',
  unknown: 'i-lucide-circle-dashed',
  off: 'i-lucide-circle-pause',
}

export const meaningText: Readonly<Record<Meaning, string>> = {
  good: 'text-success',
  attention: 'text-warning',
  broken: 'text-error',
  unknown: 'text-muted',
  off: 'text-muted',
}

export const meaningBox: Readonly<Record<Meaning, string>> = {
  good: 'border-(--status-good-line) bg-(--status-good-tint)',
  attention: 'border-(--status-attention-line) bg-(--status-attention-tint)',
  broken: 'border-(--status-broken-line) bg-(--status-broken-tint)',
  unknown: 'border-accented border-dashed bg-muted',
  off: 'border-default bg-muted',
}
