import {
  noticeKinds,
  type FactsOf,
  type KindOfNotice,
  type NoticeKind,
  type NoticeSubject,
  type Severity,
} from './notice-kinds.js'

/** What is to be told: a kind, what it is about, and what differs from one to the next. */
export type NoticeEntry = {
  [K in NoticeKind]: { kind: K; subject: NoticeSubject; facts: FactsOf<K> }
}[NoticeKind]

/** A notice as it will be stored, if it was not told already. */
export interface NoticeDraft {
  kind: NoticeKind
  severity: Severity
  subject: Pick<NoticeSubject, 'kind' | 'id' | 'name'>
  connectionId: string | null
  tenantId: string | null
  topic: string | null
  once: string | null
  title: string
  detail: string
  fix: string
  path: string
  facts: object
  settleSeconds: number
}

/** Words a notice. Some facts are nothing to tell of: then there is none. */
export function draftOf({ kind, subject, facts }: NoticeEntry): NoticeDraft[] {
  // The table keeps facts and texts of a kind together; TypeScript loses that at the index.
  const declared = noticeKinds[kind] as unknown as KindOfNotice<typeof facts>
  const step = declared.once?.(facts)
  if (declared.once && step === undefined) return []
  return [
    {
      kind,
      severity: typeof declared.severity === 'function' ? declared.severity(facts) : declared.severity,
      subject: { kind: subject.kind, id: subject.id, name: subject.name },
      connectionId: subject.kind === 'connection' ? subject.id : (subject.connectionId ?? null),
      tenantId: subject.kind === 'tenant' ? subject.id : null,
      topic: declared.topic ? `${declared.topic}:${subject.id}` : null,
      once: step === undefined ? null : `${kind}:${subject.id}:${step}`,
      title: oneLine(declared.title(subject.name, facts)),
      detail: oneLine(declared.detail(facts, subject.name)),
      fix: oneLine(typeof declared.fix === 'function' ? declared.fix(facts) : declared.fix),
      path: declared.path(subject),
      facts,
      settleSeconds: declared.settleSeconds ?? 0,
    },
  ]
}

/** Parts them so that of one thing there is only one in each round: the next may depend on what became of it. */
export function inRounds(drafts: readonly NoticeDraft[]): NoticeDraft[][] {
  const rounds: NoticeDraft[][] = []
  const seen = new Map<string, number>()
  for (const draft of drafts) {
    const keys = [draft.topic, draft.once].filter((key) => key !== null)
    const round = Math.max(0, ...keys.map((key) => seen.get(key) ?? 0))
    for (const key of keys) seen.set(key, round + 1)
    ;(rounds[round] ??= []).push(draft)
  }
  return rounds
}

/** Names come from outside: what is one line stays one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
