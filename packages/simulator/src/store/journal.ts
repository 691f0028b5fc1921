/** One change of one object; delta queries are told from these. */
export interface Change {
  sequence: number
  /** Simulated time, in milliseconds since 1970. */
  at: number
  id: string
  kind: 'created' | 'updated' | 'removed' | 'linked' | 'unlinked'
  /** Of an update: the properties that were written. */
  properties?: string[]
  /** Of a removal: `changed` can be restored, `deleted` is gone. */
  reason?: 'changed' | 'deleted'
  /** Of a link: the name of the links, and the id at their other end. */
  link?: string
  other?: string
}

/** What happened to the objects of one set, in order. */
export class Journal {
  readonly #changes: Change[] = []

  /** The sequence number of the newest change; 0 before the first. */
  get last(): number {
    return this.#changes.length
  }

  write(change: Omit<Change, 'sequence'>): void {
    this.#changes.push({ ...change, sequence: this.#changes.length + 1 })
  }

  /** Changes after a sequence number that happened no later than a moment, oldest first. */
  after(sequence: number, upTo: number = Infinity): Change[] {
    const changes: Change[] = []
    for (let index = sequence; index < this.#changes.length; index++) {
      const change = this.#changes[index] as Change
      if (change.at > upTo) break
      changes.push(change)
    }
    return changes
  }
}
