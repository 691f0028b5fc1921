/** A help article about Tenantry itself. What concerns a provider comes with its plugin. */
export interface OwnArticle {
  id: string
  title: string
  /** The first one is the answer in a sentence. */
  paragraphs: readonly string[]
  /** Other words people search for. */
  words: readonly string[]
  /** Codes of the errors it explains. */
  explains: readonly string[]
}

export const ownArticles: readonly OwnArticle[] = [
  {
    id: 'why-a-state-is-not-known',
    title: 'Why something is “not known”',
    words: ['unknown', 'hatched', 'grey', 'missing data'],
    explains: ['service_unavailable', 'not_reachable', 'timed_out', 'throttled'],
    paragraphs: [
      'What could not be read is never shown as empty or as well.',
      'When the provider fails, is throttling, or a permission is missing, the true state cannot be told. Tenantry then says “not known”, hollow and hatched, with the reason. The last known data stays on screen with its age.',
    ],
  },
  {
    id: 'keyboard',
    title: 'Keyboard',
    words: ['shortcuts', 'hotkeys', 'Ctrl K'],
    explains: [],
    paragraphs: [
      'Everything can be reached without a mouse.',
      'Ctrl K (or ⌘ K) searches pages, connections, settings and help. / goes to the search field of the page. In tables j and k or the arrow keys move, Enter opens. Esc closes what is open.',
    ],
  },
]
