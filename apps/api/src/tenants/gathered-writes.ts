/** How long the first thing gathered waits for others, and how many are written together at most. */
const PATIENCE_MS = 500
const TOGETHER = 128

/**
 * Gathers what many workers produce and writes it together, one write at a time. Workers go on meanwhile; they wait only
 * where writing falls behind, so that little is in memory and little is lost with the process.
 */
export class GatheredWrites<T> {
  private gathered: T[] = []
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  constructor(private readonly write: (items: T[]) => Promise<void>) {}

  /** Adds one. Rejects when a write before it failed. */
  async add(item: T): Promise<void> {
    this.gathered.push(item)
    if (this.gathered.length >= TOGETHER) await this.flush()
    else this.timer ??= setTimeout(() => void this.flush().catch(() => undefined), PATIENCE_MS)
  }

  /** Writes what was gathered; resolves when all that was ever added is written. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const items = this.gathered
    this.gathered = []
    if (items.length > 0) this.writing = this.writing.then(() => this.write(items))
    return this.writing
  }
}
